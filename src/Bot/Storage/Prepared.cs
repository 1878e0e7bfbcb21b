using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ClientBot.Storage;

/// <summary>The statements that were prepared on the one connection which all of SQLite's turns share. Used by who holds the turn at writing, and so by one at a time.</summary>
internal sealed class Prepared(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _bySql = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>A command with this text and as many parameters, without values.</summary>
    public DbCommand Command(string sql, int parameters, string[] names, DbTransaction transaction)
    {
        if (!_bySql.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Written by hand, or made of the model's own names; values travel as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = names[i] });
            _bySql[sql] = command;
        }

        command.Transaction = (SqliteTransaction)transaction;
        return command;
    }

    public void Dispose()
    {
        foreach (var command in _bySql.Values) command.Dispose();
        connection.Dispose();
    }
}
