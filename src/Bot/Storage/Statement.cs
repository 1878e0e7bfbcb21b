using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ClientBot.Storage;

/// <summary>
/// A statement written by hand, for the few that every turn runs: EF needs several times as long around one as SQLite
/// does for it. It runs in the context's transaction; on the connection that SQLite's turns share it is prepared once
/// (<see cref="Prepared"/>). Parameters are @0, @1 …; the text serves both databases. What it reads is not tracked.
/// </summary>
internal sealed class Statement(string sql, int parameters)
{
    private static readonly string[] Names = ["@0", "@1", "@2", "@3", "@4", "@5", "@6", "@7", "@8", "@9", "@10", "@11", "@12", "@13", "@14"];

    /// <returns>How many rows it changed.</returns>
    public async Task<int> RunAsync(ClientBotDb db, object?[] values, CancellationToken cancellationToken)
    {
        await using var lease = await CommandAsync(db, values, cancellationToken);
        return await lease.Command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T?> FirstAsync<T>(ClientBotDb db, Func<DbDataReader, T> read, object?[] values, CancellationToken cancellationToken)
        where T : class
    {
        await using var lease = await CommandAsync(db, values, cancellationToken);
        await using var reader = await lease.Command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
    }

    public async Task<List<T>> AllAsync<T>(ClientBotDb db, Func<DbDataReader, T> read, object?[] values, CancellationToken cancellationToken)
    {
        await using var lease = await CommandAsync(db, values, cancellationToken);
        await using var reader = await lease.Command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancellationToken);
        var all = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) all.Add(read(reader));
        return all;
    }

    private async ValueTask<Lease> CommandAsync(ClientBotDb db, object?[] values, CancellationToken cancellationToken)
    {
        if (db.Prepared is { } prepared)
        {
            var kept = prepared.Command(sql, parameters, Names, db.Database.CurrentTransaction!.GetDbTransaction());
            for (var i = 0; i < values.Length; i++) kept.Parameters[i].Value = values[i] ?? DBNull.Value;
            return new Lease(kept, null, false);
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Written by hand; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Names[i];
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return new Lease(command, db, true);
    }

    private readonly record struct Lease(DbCommand Command, ClientBotDb? Opened, bool Own) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Own) await Command.DisposeAsync();
            if (Opened is not null) await Opened.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>What a row's column holds, where it may hold nothing.</summary>
internal static class Columns
{
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static byte[]? Bytes(this DbDataReader row, int column) => row.IsDBNull(column) ? null : (byte[])row.GetValue(column);

    public static T? Word<T>(this DbDataReader row, int column)
        where T : struct, Enum => row.IsDBNull(column) ? null : Enum.Parse<T>(row.GetString(column));
}
