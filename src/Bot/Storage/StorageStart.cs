using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;
using SQLitePCL;

namespace ClientBot.Storage;

/// <summary>
/// Makes the storage ready before anything else starts: the claim on the file, the key ring, the migrations. What stands
/// in the way stops the start with one line that names the file or setting and the fix.
/// </summary>
internal sealed class StorageStart(IServiceScopeFactory scopes, SqliteFile file, KeyRing ring, TimeProvider clock, IOptions<StorageOptions> options, ILogger<StorageStart> log)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var storage = options.Value;
        CheckConnectionString(storage);
        if (storage.Provider == StorageProvider.Sqlite) file.Claim(storage);
        ring.Check();
        using var limit = new CancellationTokenSource(storage.StartTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ClientBotDb>();
            if (storage.Provider == StorageProvider.PostgreSQL) await WaitForServerAsync(db, storage, limit.Token, both.Token);
            await MigrateAsync(db, storage, both.Token);
            await ring.CheckOpensAsync(db, Name(storage), both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new StorageFaultException($"{Name(storage)}: not ready after {storage.StartTimeout}; another process may be migrating it, or holds a lock. Stop it, or raise Storage:StartTimeout");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            throw new StorageFaultException($"{Name(storage)}: another program holds a lock on it; close that program, then start again", e);
        }
        catch (Exception e) when (Fault(e) is { } fault)
        {
            throw new StorageFaultException($"{Name(storage)}: cannot be used ({fault.Message.ReplaceLineEndings(" ")}); check Storage:ConnectionString", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(ClientBotDb db, StorageOptions storage, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var exists = await db.Database.CanConnectAsync(cancellationToken);
        if (exists && (await AppliedAsync(db, cancellationToken)).FirstOrDefault(m => !known.Contains(m)) is { } newer)
            throw new StorageFaultException($"{Name(storage)}: it was written by a newer version of this program (migration {newer}); start that version, or restore a backup from before");
        if (exists && storage.Provider == StorageProvider.Sqlite) await CureMigrationLockAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        Log.StorageReady(log, storage.Provider.ToString());
    }

    private static async Task<IEnumerable<string>> AppliedAsync(ClientBotDb db, CancellationToken cancellationToken) =>
        await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken)
            ? await db.Database.GetAppliedMigrationsAsync(cancellationToken)
            : [];

    // A process killed while migrating leaves a row in EF's lock table, and the next start would wait for it for ever. With
    // SQLite this process alone has the file (SqliteFile), so whoever left the row is dead. PostgreSQL's lock dies with its session.
    private static async Task CureMigrationLockAsync(ClientBotDb db, CancellationToken cancellationToken)
    {
        var found = await db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (found > 0) await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
    }

    // Asked until it answers: in a compose file or a cluster the database starts beside us.
    private async Task WaitForServerAsync(ClientBotDb db, StorageOptions storage, CancellationToken limit, CancellationToken cancellationToken)
    {
        DbException? last = null;
        try
        {
            while (true)
            {
                try
                {
                    await db.Database.OpenConnectionAsync(cancellationToken);
                    await db.Database.CloseConnectionAsync();
                    return;
                }
                catch (Exception e) when (Fault(e) is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName })
                {
                    // No such database yet: the migration makes it.
                    return;
                }
                catch (Exception e) when (Fault(e) is NpgsqlException fault && (fault is not PostgresException || fault.IsTransient))
                {
                    last = Fault(e);
                    await Task.Delay(Again, clock, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new StorageFaultException($"{Name(storage)}: not reachable within {storage.StartTimeout} ({last?.Message.ReplaceLineEndings(" ") ?? "no answer"}); start it, or check Storage:ConnectionString");
        }
    }

    // Npgsql's strategy hides a transient fault in an InvalidOperationException.
    private static DbException? Fault(Exception e) => e as DbException ?? e.InnerException as DbException;

    private static void CheckConnectionString(StorageOptions storage)
    {
        try
        {
            _ = storage.Provider == StorageProvider.Sqlite ? new SqliteConnectionStringBuilder(storage.Connection).DataSource : new NpgsqlConnectionStringBuilder(storage.Connection).Host;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StorageFaultException($"Storage:ConnectionString can't be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static string Name(StorageOptions storage)
    {
        if (storage.Provider == StorageProvider.Sqlite) return Path.GetFullPath(new SqliteConnectionStringBuilder(storage.Connection).DataSource);
        var server = new NpgsqlConnectionStringBuilder(storage.Connection);
        return $"PostgreSQL at {server.Host}:{server.Port}, database {server.Database}";
    }
}
