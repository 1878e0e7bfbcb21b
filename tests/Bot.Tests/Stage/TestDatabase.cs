using Npgsql;

namespace ClientBot.Bot.Tests.Stage;

/// <summary>A database for one test: a SQLite file in a folder of its own, or a new database on the tests' PostgreSQL.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("CLIENTBOT_TEST_POSTGRES");
    private readonly string? _name;

    private TestDatabase(string provider, string folder, string? name)
    {
        Provider = provider;
        Folder = folder;
        _name = name;
    }

    public static bool HasPostgres => !string.IsNullOrEmpty(Postgres);

    public string Provider { get; }

    public string Folder { get; }

    public string ConnectionString => _name is null
        ? $"Data Source={Path.Combine(Folder, "clientbot.db")}"
        : new NpgsqlConnectionStringBuilder(Postgres) { Database = _name, MaxPoolSize = 20 }.ConnectionString;

    public Dictionary<string, string?> Settings => new()
    {
        ["Storage:Provider"] = Provider, ["Storage:ConnectionString"] = ConnectionString, ["Storage:DataPath"] = Folder, ["Storage:KeysPath"] = Path.Combine(Folder, "keys"),
    };

    /// <summary>Migrated already, by copying; its key ring holds a key.</summary>
    public static async Task<TestDatabase> SqliteAsync()
    {
        var database = Empty();
        await DatabaseTemplate.CopyKeysAsync(database.Folder);
        await DatabaseTemplate.CopySqliteAsync(database.Folder);
        return database;
    }

    /// <summary>Migrated already, by copying; its key ring holds a key.</summary>
    public static async Task<TestDatabase> PostgresAsync()
    {
        var database = new TestDatabase("PostgreSQL", NewFolder(), NewName());
        await DatabaseTemplate.CopyKeysAsync(database.Folder);
        await RunAsync($"CREATE DATABASE {database._name} TEMPLATE {await DatabaseTemplate.PostgresAsync()}");
        return database;
    }

    /// <summary>An empty folder: nothing is there before the bot starts.</summary>
    public static TestDatabase Empty() => new("Sqlite", NewFolder(), null);

    /// <summary>A database without tables.</summary>
    public static async Task<TestDatabase> EmptyPostgresAsync()
    {
        var database = new TestDatabase("PostgreSQL", NewFolder(), NewName());
        await RunAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    /// <summary>The name of the database on the server; only with PostgreSQL.</summary>
    internal string? ServerName => _name;

    private static string NewName() => "t" + Guid.NewGuid().ToString("N");

    public async ValueTask DisposeAsync()
    {
        if (_name is not null)
        {
            await using (var pool = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(pool);
            await RunAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }
        else
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new Microsoft.Data.Sqlite.SqliteConnection(ConnectionString));
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("clientbot-test-").FullName;

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made above, of hexadecimal digits.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A test on PostgreSQL skipped by name where the tests have none (tests/run.sh starts one).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!TestDatabase.HasPostgres) Skip = "needs a PostgreSQL: bash tests/run.sh starts one";
    }
}
