using System.Globalization;
using ClientBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Benchmarks.Digests;

/// <summary>A year of one team, as rows of the size that real ones have: five conversations in four have one round, the others two.</summary>
internal static class DigestYear
{
    public const string TeamId = "01JTEAM0000000000000000000";
    private const int SealedWords = 320;
    private const int SealedReading = 900;
    private static readonly string[] Situations = ["Angry", "Angry", "Wrong", "Unrealistic", "Calm", "Abusive"];
    private static readonly string?[] Outcomes = [null, "Calmer", "Calmer", "Same", "Worse"];

    public static async Task WriteAsync(ClientBotDb db, int cases, DateTimeOffset now)
    {
        var random = new Random(1);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using var one = Command(
            connection, transaction, "INSERT INTO cases (id, person_id, data_key_id, opened_at, last_at, rounds, strikes, team_id, outcome) VALUES (@0, @1, @0, @2, @2, @3, 0, @4, @5)", 6);
        await using var round = Command(
            connection, transaction,
            """
            INSERT INTO rounds (id, case_id, number, at, words, reading, read_as, intensity, trend, play_id, tone, fact, lines, version)
            VALUES (@0, @1, @2, @3, @4, @5, @6, 1, 0, @7, 'Steady', 'NotAsked', 'angry.late/steady,angry.late/ask', 1)
            """, 8);
        var (begin, step) = (now.AddDays(-365).ToUnixTimeMilliseconds(), TimeSpan.FromDays(365).TotalMilliseconds / cases);
        for (var i = 0; i < cases; i++)
        {
            var at = begin + (long)(i * step);
            var (id, rounds) = (Id('C', i), i % 5 == 0 ? 2 : 1);
            await RunAsync(one, id, $"person{random.Next(150)}", at, rounds, TeamId, Outcomes[random.Next(Outcomes.Length)]);
            for (var n = 1; n <= rounds; n++)
            {
                var situation = Situations[random.Next(Situations.Length)];
                await RunAsync(round, Id('R', (2 * i) + n), id, n, at, Bytes(random, SealedWords), Bytes(random, SealedReading), situation, $"{situation.ToLowerInvariant()}.play{random.Next(25)}");
            }
        }

        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The two texts above.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + i.ToString(CultureInfo.InvariantCulture) });
        return command;
    }

    private static Task<int> RunAsync(SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteNonQueryAsync();
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Id(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"01J{kind}{number:D22}");
}
