using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ClientBot.Storage;

/// <summary>
/// What every SQLite connection is told. WAL lets readers go on while one writes. <c>synchronous=NORMAL</c> survives a
/// killed process; only a power cut may cost the last commits (docs/decisions). <c>secure_delete</c> overwrites what is
/// deleted, so that a destroyed key is not found in a free page.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000; ";

    // Kilobytes of pages. The turns' connection has what a turn touches at hand; the others are sweeps' and health's, and there may be many.
    private const string Turns = "PRAGMA cache_size=-4000", Others = "PRAGMA cache_size=-500";

    // The driver pools its handles, and each keeps what it was told: telling it again at every turn costs as much as a query.
    private readonly ConditionalWeakTable<sqlite3, object> _told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || _told.TryGetValue(handle, out _)) return;
        // EF looks by a read-only connection whether the file is there; a file of no length can't be made WAL by that one.
        if (connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase)) return;
        Tell(connection, Others);
        _told.TryAdd(handle, this);
    }

    /// <summary>For the one connection that all turns share.</summary>
    public static void TellTurns(DbConnection connection) => Tell(connection, Turns);

    private static void Tell(DbConnection connection, string cache)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Two constants.
        command.CommandText = Pragmas + cache;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous commands; its driver only pretends.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
