using System.Globalization;
using ClientBot.Benchmarks;
using Npgsql;

namespace ClientBot.Soak;

/// <summary>A database of its own for each run: its rows are sealed with the key ring of the run's folder.</summary>
internal static class FreshDatabase
{
    public static async Task<Storage> OnAsync(Storage storage)
    {
        if (storage.Connection.Length == 0) return storage;
        var name = string.Create(CultureInfo.InvariantCulture, $"soak{Environment.ProcessId}");
        await using var connection = new NpgsqlConnection(storage.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made above, of letters and digits.
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return storage with { Connection = new NpgsqlConnectionStringBuilder(storage.Connection) { Database = name }.ConnectionString };
    }
}
