using System.Diagnostics;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.Playbook.Reading;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBot.Bot.Tests.Storage;

/// <summary>A start that can't be ends with a line that names the file or setting and what to do.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private string File => Path.Combine(_database.Folder, "clientbot.db");

    public async Task InitializeAsync() => _database = await TestDatabase.SqliteAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_file_where_the_data_folder_should_be()
    {
        var blocked = Path.Combine(_database.Folder, "blocked");
        await System.IO.File.WriteAllTextAsync(blocked, "");

        await RefusedAsync([$"{blocked}/data/clientbot.db: cannot be written", "Storage:DataPath"],
            ("Storage:ConnectionString", ""), ("Storage:DataPath", Path.Combine(blocked, "data")));
    }

    [Fact]
    public async Task A_file_where_the_key_ring_should_be()
    {
        var blocked = Path.Combine(_database.Folder, "blocked");
        await System.IO.File.WriteAllTextAsync(blocked, "");

        await RefusedAsync([$"{blocked}: the key ring can't be kept there", "Storage:KeysPath"], ("Storage:KeysPath", blocked));
    }

    [Fact]
    public Task Keys_that_would_be_lost_with_the_process() =>
        RefusedAsync([": the key ring isn't kept there but in memory", "Storage:KeysPath"], services => services.AddDataProtection().UseEphemeralDataProtectionProvider(),
            ("Storage:KeysPath", Path.Combine(_database.Folder, "other")));

    [Fact]
    public async Task Another_key_ring_than_the_databases()
    {
        await using (var bot = await PlayedBot.StartAsync(_database)) await bot.SaysAsync("this is the third time, I am furious");
        var other = Path.Combine(_database.Folder, "other");

        await RefusedAsync([$"{other}: the key ring there does not open {File}", "Storage:KeysPath"], ("Storage:KeysPath", other));
    }

    [Fact]
    public async Task A_second_process_on_the_same_file()
    {
        await using var bot = await PlayedBot.StartAsync(_database);

        await RefusedAsync([$"{File}: another process is using it", "Storage:Provider"]);
    }

    [Fact]
    public async Task A_database_that_another_program_has_locked()
    {
        await using var other = new SqliteConnection(_database.ConnectionString + ";Pooling=False");
        await other.OpenAsync();
        await using var locking = other.CreateCommand();
        locking.CommandText = "BEGIN EXCLUSIVE";
        await locking.ExecuteNonQueryAsync();

        await RefusedAsync([$"{File}: another program holds a lock on it", "close that program"], ("Storage:StartTimeout", "00:00:01"));
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("no database", 500)));

        await RefusedAsync([$"{File}: is not a database", "restore it from a backup"]);
    }

    [Fact]
    public async Task A_database_of_a_newer_version()
    {
        await ExecuteAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('999_Later', '11.0.0')");

        await RefusedAsync([$"{File}: it was written by a newer version", "999_Later", "start that version"]);
    }

    [Fact]
    public async Task The_lock_of_a_migration_that_was_killed_is_cured()
    {
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await ExecuteAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00')");

        Assert.Null(await StartAsync(null, ("Storage:StartTimeout", "00:00:05")));
    }

    [Fact]
    public Task A_connection_string_that_is_none() => RefusedAsync(["Storage:ConnectionString can't be read", "nonsense"], ("Storage:ConnectionString", "nonsense=1"));

    [Fact]
    public Task A_server_that_is_not_there() => RefusedAsync(
        ["PostgreSQL at 127.0.0.1:1, database nowhere: not reachable within 00:00:01", "Storage:ConnectionString"],
        ("Storage:Provider", "PostgreSQL"), ("Storage:ConnectionString", "Host=127.0.0.1;Port=1;Database=nowhere;Username=x"), ("Storage:StartTimeout", "00:00:01"));

    [Fact]
    public Task PostgreSQL_without_a_connection_string() =>
        RefusedAsync(["Storage:ConnectionString is empty"], ("Storage:Provider", "PostgreSQL"), ("Storage:ConnectionString", ""));

    [Theory]
    [InlineData("Delivery:Senders", "0", "Delivery:Senders is 0; it must be from 1 to 256")]
    [InlineData("Cases:Kept", "00:00:01", "Cases:Kept is 00:00:01; it must be from 1.00:00:00 to 3650.00:00:00")]
    [InlineData("Storage:StartTimeout", "01:00:00", "Storage:StartTimeout is 01:00:00; it must be from 00:00:01 to 00:30:00")]
    [InlineData("Storage:DataPath", "", "Storage:DataPath is empty; set it")]
    [InlineData("Delivery:Senders", "many", "'many' at 'Delivery:Senders'")]
    [InlineData("Storage:Provider", "Oracle", "'Oracle' at 'Storage:Provider'")]
    public Task A_setting_out_of_its_limits(string setting, string value, string line) => RefusedAsync([line], (setting, value));

    [Fact]
    public async Task A_broken_playbook()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_database.Folder, "playbook", "plays")).Parent!.FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "plays", "broken.yaml"), "id: angry.broken\nsituation: grumpy\n");

        await RefusedAsync(["broken.yaml:"], ("Playbook:Folder", folder));
    }

    [Fact]
    public void A_model_that_is_missing_cut_short_or_altered()
    {
        using var embedded = typeof(ClientReader).Assembly.GetManifestResourceStream("ClientBot.Playbook.Reading.Model.reader.bin")!;
        var model = new byte[embedded.Length];
        embedded.ReadExactly(model);
        var altered = (byte[])model.Clone();
        altered[model.Length / 2] ^= 1;

        foreach (var broken in new[] { [], model[..3], model[..(model.Length / 2)], model[..^1], altered })
        {
            var fault = Assert.Throws<ModelException>(() => ClientReader.Load(new MemoryStream(broken)));
            Assert.StartsWith("reader.bin: ", StartFault.In(fault), StringComparison.Ordinal);
        }

        Assert.Contains("nowhere.bin", Assert.Throws<ModelException>(() => ClientReader.LoadFile("nowhere.bin")).Message);
    }

    [Fact]
    public async Task The_program_itself_prints_one_line_and_ends_with_1()
    {
        var (code, output, errors) = await RunAsync(("Delivery__Senders", "0"));

        Assert.Equal(1, code);
        Assert.Equal("ClientBot did not start. Delivery:Senders is 0; it must be from 1 to 256", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public async Task The_program_itself_says_which_data_folder_it_cannot_use()
    {
        var (code, output, errors) = await RunAsync(("Storage__DataPath", File));

        Assert.Equal(1, code);
        Assert.StartsWith($"ClientBot did not start. {File}/clientbot.db: cannot be written", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public async Task The_program_started_answers_for_its_health_and_its_work()
    {
        using var process = Process.Start(Program())!;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            string? line;
            do line = await process.StandardOutput.ReadLineAsync(limit.Token);
            while (line?.StartsWith("ClientBot is at ", StringComparison.Ordinal) == false);
            using var http = new HttpClient { BaseAddress = new Uri(line!["ClientBot is at ".Length..]) };

            Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), limit.Token));
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), limit.Token));
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/work", UriKind.Relative), limit.Token));
            await LateAsync();
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("/health/work", UriKind.Relative), limit.Token)).StatusCode);
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), limit.Token));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        // Claimed by a process that is never heard of again.
        Task LateAsync() => ExecuteAsync("INSERT INTO outbox (id, lane, kind, priority, address_id, created_at, due_at, claimed_until, attempts, version) VALUES ('late', 'l', 'Send', 1, 'a', 0, 0, 9999999999999, 1, 0)");
    }

    private Task RefusedAsync(string[] parts, params (string Key, string? Value)[] settings) => RefusedAsync(parts, null, settings);

    private async Task RefusedAsync(string[] parts, Action<IServiceCollection>? configure, params (string Key, string? Value)[] settings)
    {
        var line = await StartAsync(configure, settings);
        Assert.NotNull(line);
        Assert.All(parts, part => Assert.Contains(part, line));
        if (settings.All(s => s.Key != "Playbook:Folder")) Assert.DoesNotContain('\n', line);
    }

    /// <summary>Null when it started.</summary>
    private async Task<string?> StartAsync(Action<IServiceCollection>? configure, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(_database.Settings);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value));
        builder.Services.AddStorage(builder.Configuration).AddPeople().AddDelivery().AddConversation().AddCasebook().AddGuidance();
        configure?.Invoke(builder.Services);
        using var host = builder.Build();
        try
        {
            if (settings.Any(s => s.Key == "Playbook:Folder")) host.Services.GetRequiredService<CurrentPlaybook>();
            await host.StartAsync();
            await host.StopAsync();
            return null;
        }
        catch (Exception e) when (StartFault.In(e) is { } fault)
        {
            return fault;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params (string Key, string Value)[] environment)
    {
        using var process = Process.Start(Program(environment))!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Program(params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ClientBotDb).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _database.Folder,
        };
        start.Environment["Storage__DataPath"] = _database.Folder;
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return start;
    }
}
