using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ClientBot.Storage;

/// <summary>A fault of the database that is likely gone at the next try: a deadlock, a lost connection, a file that is busy.</summary>
internal static class PassingFault
{
    // The driver for SQLite calls nothing transient.
    private const int Busy = 5, Locked = 6;

    public static bool Is(Exception exception)
    {
        for (Exception? fault = exception; fault is not null; fault = fault.InnerException)
            if (fault is DbException { IsTransient: true } or SqliteException { SqliteErrorCode: Busy or Locked }) return true;
        return false;
    }
}
