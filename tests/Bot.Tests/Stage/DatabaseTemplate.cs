using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ClientBot.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ClientBot.Bot.Tests.Stage;

/// <summary>
/// A migrated database and a key ring, made once by the bot's own start and copied for each test: migrating takes a
/// hundred times as long as copying.
/// </summary>
internal static class DatabaseTemplate
{
    private static readonly Lazy<Task<TestDatabase>> Sqlite = new(() => Task.Run(() => MadeAsync(TestDatabase.Empty())));
    private static readonly Lazy<Task<TestDatabase>> Postgres = new(() => Task.Run(async () => await MadeAsync(await TestDatabase.EmptyPostgresAsync())));

    public static async Task CopyKeysAsync(string folder)
    {
        var keys = Directory.CreateDirectory(Path.Combine(folder, "keys"));
        foreach (var key in Directory.GetFiles(Path.Combine((await Sqlite.Value).Folder, "keys"))) File.Copy(key, Path.Combine(keys.FullName, Path.GetFileName(key)));
    }

    public static async Task CopySqliteAsync(string folder) => File.Copy(Path.Combine((await Sqlite.Value).Folder, "clientbot.db"), Path.Combine(folder, "clientbot.db"));

    public static async Task<string> PostgresAsync() => (await Postgres.Value).ServerName!;

    private static async Task<TestDatabase> MadeAsync(TestDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Services.AddStorage(builder.Configuration);
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        // Closing the last connection writes the WAL back; PostgreSQL copies only what nobody is connected to.
        SqliteConnection.ClearAllPools();
        if (database.ServerName is not null)
        {
            await using var pool = new NpgsqlConnection(database.ConnectionString);
            NpgsqlConnection.ClearPool(pool);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return database;
    }
}
