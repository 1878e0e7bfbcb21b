using System.Data.Common;
using System.Globalization;
using ClientBot.Benchmarks;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ClientBot.Soak;

/// <summary>What the database says, asked in plain SQL from outside the bot.</summary>
internal sealed class Rows(Storage storage, string folder)
{
    /// <summary>By conversation: the rounds of the person who has it, as id and number.</summary>
    public async Task<ILookup<string, (string Id, int Number)>> RoundsAsync(string run)
    {
        var rows = await AskAsync(
            """
            SELECT a.conversation_id, r.id, r.number FROM addresses a
            JOIN cases c ON c.person_id = a.person_id JOIN rounds r ON r.case_id = c.id WHERE a.conversation_id LIKE @like
            """,
            run,
            r => (Conversation: r.GetString(0), Id: r.GetString(1), Number: Convert.ToInt32(r.GetValue(2), CultureInfo.InvariantCulture)));
        return rows.ToLookup(r => r.Conversation, r => (r.Id, r.Number));
    }

    public async Task<HashSet<string>> InboxAsync(string run) => [.. await AskAsync("SELECT key FROM inbox WHERE key LIKE @like", run, r => r.GetString(0))];

    public async Task<int> WaitingAsync() => (int)(await AskAsync("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL", "", r => r.GetInt64(0)))[0];

    /// <summary>Versions of cards that were left out, and no newer one came to an end.</summary>
    public async Task<int> UnfollowedAsync() => (int)(await AskAsync(
        """
        SELECT COUNT(*) FROM outbox o WHERE o.ended = 'Dropped' AND o.kind = 'Show'
        AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.shown_card_id = o.shown_card_id AND n.version > o.version AND n.ended IN ('Delivered', 'Unreachable'))
        """,
        "", r => r.GetInt64(0)))[0];

    /// <summary>Outbox rows that ended otherwise than delivered, with what was said of them.</summary>
    public Task<List<string>> UndeliveredAsync() =>
        AskAsync("SELECT outcome FROM outbox WHERE done_at IS NOT NULL AND ended NOT IN ('Delivered', 'Dropped')", "", r => r.GetString(0));

    /// <summary>Runs a statement that changes rows, between the bot's own.</summary>
    public async Task ChangeAsync(string sql, params (string Name, object? Value)[] values)
    {
        await using var connection = await OpenAsync("ReadWrite");
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    private async Task<DbConnection> OpenAsync(string mode)
    {
        DbConnection connection = storage.Connection.Length > 0
            ? new NpgsqlConnection(storage.Connection)
            : new SqliteConnection($"Data Source={Path.Combine(folder, "clientbot.db")};Mode={mode}");
        await connection.OpenAsync();
        return connection;
    }

    /// <param name="sql">A constant of this project.</param>
    /// <param name="run">What <c>@like</c> looks for; empty without it.</param>
    /// <param name="read">Makes something of a row.</param>
    public async Task<List<T>> AskAsync<T>(string sql, string run, Func<DbDataReader, T> read)
    {
        await using var connection = await OpenAsync("ReadOnly");
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        var like = command.CreateParameter();
        like.ParameterName = "@like";
        like.Value = $"%{run}-%";
        if (run.Length > 0) command.Parameters.Add(like);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await reader.ReadAsync()) found.Add(read(reader));
        return found;
    }
}
