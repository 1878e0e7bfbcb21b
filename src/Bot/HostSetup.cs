using ClientBot.Delivery;
using ClientBot.Features.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot;

/// <summary>What belongs to the process and to no room: limits, sweeps, health, and how a start that can't be ends.</summary>
internal static class HostSetup
{
    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    public static void AddHost(this WebApplicationBuilder builder)
    {
        // Teams' test clients look for a bot here when nobody says otherwise.
        if (AddressSettings.All(s => string.IsNullOrEmpty(builder.Configuration[s])) && !builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            builder.WebHost.UseUrls("http://localhost:3978");
        // A request is read and answered on the thread that learnt of it: three hand-overs less.
        builder.WebHost.UseSockets(o => o.UnsafePreferInlineScheduling = true);
        var services = builder.Services;
        services.Configure<KestrelServerOptions>(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = 256 * 1024;
        });
        var starting = new Starting();
        services.AddSingleton(starting).AddLogging(logs =>
        {
            foreach (var category in Starting.Categories) logs.AddFilter(category, starting.Logs);
        });
        services.AddQuartz();
        services.AddHostedService<WarmUp>();
        services.AddHostedService<SweepRunner>();
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHealthChecks().AddDbContextCheck();
    }

    /// <summary>/health/live: the process answers. /health/ready: so does the database, and it is migrated. /health/work: what is overdue.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new() { Predicate = c => !c.Tags.Contains(WorkHealth.Tag) });
        endpoints.MapHealthChecks("/health/work", new()
        {
            Predicate = c => c.Tags.Contains(WorkHealth.Tag),
            ResponseWriter = static (http, report) => http.Response.WriteAsync(report.Entries.Values.Select(e => e.Description).FirstOrDefault(d => d is not null) ?? report.Status.ToString()),
        });
    }

    /// <summary>Runs until told to stop. A start that can't be prints one line that says what to do, and ends with 1.</summary>
    public static async Task<int> StartAndWaitAsync(this WebApplication app)
    {
        try
        {
            // Made here and not at the first message: a broken playbook or model stops the start.
            app.Services.GetRequiredService<CurrentPlaybook>();
            app.Services.GetRequiredService<ClientReader>();
            // What is being sent when told to stop is sent to its end, and its outcome written. Set here: the host reads its own options before anything can say in one line what is wrong with ours.
            app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout = app.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.Claim;
            await app.StartAsync();
            app.Services.GetRequiredService<Starting>().IsOver = true;
        }
        catch (Exception e) when (StartFault.In(e) is { } fault)
        {
            await Console.Error.WriteLineAsync("ClientBot did not start. " + fault);
            await app.DisposeAsync();
            return 1;
        }

        foreach (var url in app.Urls) Console.WriteLine($"ClientBot is at {url}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static IHealthChecksBuilder AddDbContextCheck(this IHealthChecksBuilder checks) => checks.AddCheck<StorageHealth>("storage");
}

/// <summary>Until the start is over, the framework's own account of a fault is kept out of the log: <see cref="StartFault"/> says it in one line.</summary>
internal sealed class Starting
{
    public static readonly string[] Categories = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    public bool IsOver { get; set; }

    public bool Logs(LogLevel level) => level >= LogLevel.Warning && (IsOver || level < LogLevel.Error);
}

/// <summary>Whether the database answers and has all migrations.</summary>
internal sealed class StorageHealth(IServiceScopeFactory scopes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClientBotDb>();
        return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
            ? HealthCheckResult.Unhealthy("the database is not migrated")
            : HealthCheckResult.Healthy();
    }
}

/// <summary>The faults that stop a start, each as lines that a person can act on.</summary>
internal static class StartFault
{
    public static string? In(Exception exception) => exception switch
    {
        StorageFaultException or PlaybookFaultException or ModelException => exception.Message,
        OptionsValidationException options => string.Join('\n', options.Failures),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } busy => busy.Message.TrimEnd('.') + "; stop the other program, or set another address with --urls",
        // The binder's own sentence names the setting, the value and the type.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => unreadable.Message,
        AggregateException { InnerException: { } inner } => In(inner),
        _ => null,
    };
}
