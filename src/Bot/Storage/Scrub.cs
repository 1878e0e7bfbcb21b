using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientBot.Storage;

/// <summary>
/// Wipes what a deleted key leaves in the database's files. SQLite overwrites freed pages (secure_delete) but its WAL
/// still holds the old ones, until truncated. PostgreSQL keeps deleted rows in their pages, until the table is rewritten;
/// its own WAL is recycled in its own time, and backups are not in reach.
/// </summary>
public sealed class Scrub(ClientBotDb db, IExclusive exclusive, TimeProvider clock, ILogger<Scrub> log)
{
    private const int Batch = 1000;
    private const int Looks = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>False when somebody was reading: the keys stay noted and the next sweep tries again.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var keys = await db.Set<DestroyedKey>().OrderBy(k => k.At).Select(k => k.Id).Take(Batch).ToListAsync(cancellationToken);
        if (keys.Count == 0) return true;
        var sqlite = db.Database.IsSqlite();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!(sqlite ? await TruncateWalAsync(cancellationToken) : await RewriteTableAsync(cancellationToken)))
            {
                Log.ScrubWaits(log, keys.Count);
                return false;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        using (await exclusive.WriteAsync(cancellationToken)) await db.Set<DestroyedKey>().Where(k => keys.Contains(k.Id)).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    private async Task<bool> TruncateWalAsync(CancellationToken cancellationToken)
    {
        using var write = await exclusive.WriteAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) && row.GetInt64(0) == 0;
    }

    // A plain VACUUM frees the row and leaves its bytes in the page. FULL writes the table anew, which is quick, as it holds
    // a few hundred bytes a case; it would copy what an older transaction can still see, so those are waited for.
    private async Task<bool> RewriteTableAsync(CancellationToken cancellationToken)
    {
        var horizon = long.Parse(await ScalarAsync("SELECT pg_snapshot_xmax(pg_current_snapshot())::text", cancellationToken), CultureInfo.InvariantCulture);
        for (var look = 0; await SomebodyReadsFromBeforeAsync(horizon, cancellationToken); look++)
        {
            if (look == Looks) return false;
            await Task.Delay(Look, clock, cancellationToken);
        }

        await ScalarAsync("SET lock_timeout = '3s'", cancellationToken);
        try
        {
            await ScalarAsync("VACUUM (FULL) data_keys", cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        finally
        {
            await ScalarAsync("RESET lock_timeout", CancellationToken.None);
        }
    }

    private async Task<bool> SomebodyReadsFromBeforeAsync(long horizon, CancellationToken cancellationToken) => await ScalarAsync(
        string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*)::text FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age('{horizon % 4294967296}'::xid)"),
        cancellationToken) != "0";

#pragma warning disable CA2100 // Fixed statements, and one number.
    private async Task<string> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken) as string ?? "";
    }
#pragma warning restore CA2100
}
