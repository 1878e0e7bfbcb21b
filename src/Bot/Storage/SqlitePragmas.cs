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
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000; PRAGMA wal_autocheckpoint=4000;";

    // The driver pools its handles, and each keeps what it was told: telling it again at every turn costs as much as a query.
    private readonly ConditionalWeakTable<sqlite3, object> _told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || _told.TryGetValue(handle, out _)) return;
        // EF looks by a read-only connection whether the file is there; a file of no length can't be made WAL by that one.
        if (connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase)) return;
        Tell(connection);
        _told.TryAdd(handle, this);
    }

    public static void Tell(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous commands; its driver only pretends.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
