using System.Diagnostics;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class TeamsStartTests
{
    [Theory]
    [InlineData("MicrosoftAppType", "MicrosoftAppId=a")]
    [InlineData("SingleTenant", "MicrosoftAppId=a", "MicrosoftAppType=Single")]
    [InlineData("MicrosoftAppTenantId", "MicrosoftAppId=a", "MicrosoftAppType=SingleTenant", "MicrosoftAppPassword=p")]
    [InlineData("MicrosoftAppPassword", "MicrosoftAppId=a", "MicrosoftAppType=SingleTenant", "MicrosoftAppTenantId=t")]
    [InlineData("MicrosoftAppTenantId", "MicrosoftAppId=a", "MicrosoftAppType=UserAssignedMsi")]
    [InlineData("remove MicrosoftAppPassword", "MicrosoftAppId=a", "MicrosoftAppType=UserAssignedMsi", "MicrosoftAppTenantId=t", "MicrosoftAppPassword=p")]
    [InlineData("Teams:AllowedTenants", "MicrosoftAppId=a", "MicrosoftAppType=MultiTenant", "MicrosoftAppPassword=p")]
    [InlineData("MicrosoftAppId", "MicrosoftAppPassword=p")]
    [InlineData("MicrosoftAppId", "MicrosoftAppType=SingleTenant")]
    [InlineData("https", "Teams:OpenIdMetadata=http://login.test/")]
    public async Task Settings_that_can_not_work_stop_the_start_with_the_name_of_the_setting(string named, params string[] settings)
    {
        await using var app = App("http://127.0.0.1:0", settings);
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains(named, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MicrosoftAppId=a", "MicrosoftAppType=SingleTenant", "MicrosoftAppTenantId=t", "MicrosoftAppPassword=p")]
    [InlineData("MicrosoftAppId=a", "MicrosoftAppType=UserAssignedMsi", "MicrosoftAppTenantId=t")]
    [InlineData("MicrosoftAppId=a", "MicrosoftAppType=MultiTenant", "MicrosoftAppPassword=p", "Teams:AllowedTenants:0=t")]
    public async Task With_credentials_any_address_will_do(params string[] settings)
    {
        await using var app = App("http://0.0.0.0:0", settings);
        await app.StartAsync();
        await app.StopAsync();
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Without_credentials_another_address_than_this_machines_stops_the_start(string urls)
    {
        await using var app = App(urls);
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains("MicrosoftAppId", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_ports=0")]
    [InlineData("Kestrel:Endpoints:Any:Url=http://0.0.0.0:0")]
    public async Task It_does_not_matter_where_the_address_was_set(string setting)
    {
        await using var app = App(null, setting);
        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
    }

    [Fact]
    public async Task Without_credentials_this_machines_addresses_are_fine()
    {
        await using var app = App("http://127.0.0.1:0;http://[::1]:0");
        await app.StartAsync();
        await app.StopAsync();
    }

    [Fact]
    public async Task The_program_ends_with_one_line_and_1()
    {
        var folder = Directory.CreateTempSubdirectory("clientbot-test-");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        foreach (var argument in new[] { "exec", typeof(TeamsSetup).Assembly.Location, "--urls", "http://0.0.0.0:0", "--Storage:DataPath", folder.FullName, "--Storage:KeysPath", Path.Combine(folder.FullName, "keys") })
            start.ArgumentList.Add(argument);
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = program.StandardOutput.ReadToEndAsync(patience.Token);
        var error = await program.StandardError.ReadToEndAsync(patience.Token);
        await program.WaitForExitAsync(patience.Token);
        folder.Delete(recursive: true);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("MicrosoftAppId", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", await output, StringComparison.Ordinal);
    }

    private static WebApplication App(string? urls, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [.. settings.Select(s => "--" + s)] });
        builder.Logging.ClearProviders();
        if (urls is not null) builder.WebHost.UseUrls(urls);
        builder.Services.AddSingleton(TimeProvider.System).AddTeams(builder.Configuration);
        return builder.Build();
    }
}
