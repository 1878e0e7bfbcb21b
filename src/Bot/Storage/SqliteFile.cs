using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClientBot.Storage;

/// <summary>The claim of this process on its SQLite file: a second process on the same file is refused at the start.</summary>
internal sealed class SqliteFile : IDisposable
{
    private FileStream? _claim;

    /// <exception cref="StorageFaultException">The folder or the file cannot be written, or another process has the file.</exception>
    public void Claim(StorageOptions storage)
    {
        var source = new SqliteConnectionStringBuilder(storage.Connection).DataSource;
        if (source.Length == 0 || source.Contains(":memory:", StringComparison.Ordinal)) return;
        var file = Path.GetFullPath(source);
        var setting = storage.ConnectionString.Length > 0 ? "Storage:ConnectionString" : "Storage:DataPath";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new StorageFaultException($"{file}: cannot be written ({e.Message}); give this process the right, or set {setting} to a folder that it may write", e);
        }

        try
        {
            _claim = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageFaultException($"{file}.lock: cannot be written ({e.Message}); give this process the right, or set {setting} to a folder that it may write", e);
        }
        catch (IOException e)
        {
            throw new StorageFaultException($"{file}: another process is using it; stop that one, or set Storage:Provider to PostgreSQL for more than one process", e);
        }

        CheckFree(file, storage.StartTimeout);
    }

    public void Dispose() => _claim?.Dispose();

    // Any program can hold SQLite's own lock: one with the file open in an editor, a backup.
    private static void CheckFree(string file, TimeSpan timeout)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = Math.Max(1, (int)timeout.TotalSeconds) }.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
            command.ExecuteNonQuery();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            throw new StorageFaultException($"{file}: another program holds a lock on it; close that program, then start again", e);
        }
        catch (SqliteException e)
        {
            throw new StorageFaultException($"{file}: is not a database that this program can use ({e.Message}); move it away, or restore it from a backup", e);
        }
    }
}
