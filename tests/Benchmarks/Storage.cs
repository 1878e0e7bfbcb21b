namespace ClientBot.Benchmarks;

/// <summary>What the bot is to keep its rows in. <see cref="Connection"/> is empty for a SQLite file in the bot's own folder.</summary>
internal sealed record Storage(string Name, string Connection)
{
    public static Storage Sqlite { get; } = new("Sqlite", "");

    /// <param name="text"><c>SQLite</c>, or <c>PostgreSQL:</c> followed by a connection string.</param>
    public static Storage In(string text) => text.StartsWith("PostgreSQL:", StringComparison.OrdinalIgnoreCase) ? new("PostgreSQL", text[11..]) : Sqlite;
}
