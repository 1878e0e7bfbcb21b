using System.ComponentModel.DataAnnotations;

namespace ClientBot.Storage;

/// <summary>Where the bot keeps what it knows.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Sqlite: one process, one file. PostgreSQL: any number of processes.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>The database's connection string. Empty with SQLite: the file <c>clientbot.db</c> in the folder <see cref="DataPath"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The folder for the SQLite file when no connection string is given.</summary>
    [Required]
    public string DataPath { get; set; } = "data";

    /// <summary>The folder of the key ring, outside the database file. Replicas share it. Empty: the folder <c>keys</c> in <see cref="DataPath"/>.</summary>
    public string KeysPath { get; set; } = "";

    /// <summary>The SHA-1 thumbprint of a certificate in the current user's store that wraps the key ring. Empty: the ring lies unwrapped.</summary>
    public string KeysCertificate { get; set; } = "";

    /// <summary>How long the start waits for the database and for another process's migration.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public string KeysFolder => KeysPath.Length > 0 ? KeysPath : Path.Combine(DataPath, "keys");

    public string Connection => ConnectionString.Length > 0 || Provider == StorageProvider.PostgreSQL
        ? ConnectionString
        : $"Data Source={Path.Combine(DataPath, "clientbot.db")}";
}

public enum StorageProvider
{
    Sqlite,
    PostgreSQL,
}
