using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace ClientBot.Storage;

/// <summary>
/// Writes what EF tracked by prepared INSERTs and UPDATEs, within a turn on SQLite. EF's own way groups statements into
/// batches, which SQLite has none of, and prepares each anew. Deletions, and whatever is saved outside of the turns'
/// connection, go EF's way; so does all on PostgreSQL, where a batch saves round trips.
/// </summary>
#pragma warning disable EF1001 // RelationalDatabase is EF's seam for this; only its constructor counts as internal.
internal sealed class SqliteSaving(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational) : RelationalDatabase(dependencies, relational)
#pragma warning restore EF1001
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(i => string.Create(CultureInfo.InvariantCulture, $"@{i}"))];
    private readonly Dictionary<(IEntityType, ulong), string> _updates = [];
    private readonly Dictionary<IEntityType, string> _inserts = [];

    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        if (entries[0].Context is not ClientBotDb { Prepared: { } prepared } db || entries.Any(e => e.EntityState is not (EntityState.Added or EntityState.Modified)))
            return await base.SaveChangesAsync(entries, cancellationToken);
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        // Whoever is referred to is written first.
        foreach (var entry in entries.Count > 1 ? entries.OrderBy(e => e.EntityType.GetForeignKeys().Any()) : entries.AsEnumerable())
        {
            var command = entry.EntityState == EntityState.Added ? Insert(prepared, transaction, entry) : Update(prepared, transaction, entry);
            if (command is not null && command.ExecuteNonQuery() == 0)
                throw new DbUpdateConcurrencyException($"A row of {entry.EntityType.GetTableName()} was changed or deleted meanwhile.", [entry]);
        }

        return entries.Count;
    }

    private System.Data.Common.DbCommand Insert(Prepared prepared, System.Data.Common.DbTransaction transaction, IUpdateEntry entry)
    {
        var properties = entry.EntityType.GetProperties();
        if (!_inserts.TryGetValue(entry.EntityType, out var sql))
        {
            var columns = properties.Select(p => $"\"{p.GetColumnName()}\"").ToList();
            sql = _inserts[entry.EntityType] = $"INSERT INTO \"{entry.EntityType.GetTableName()}\" ({string.Join(", ", columns)}) VALUES ({string.Join(", ", Names.Take(columns.Count))})";
        }

        var command = prepared.Command(sql, properties.Count(), Names, transaction);
        var i = 0;
        foreach (var property in properties) command.Parameters[i++].Value = Stored(property, entry.GetCurrentValue(property));
        return command;
    }

    private System.Data.Common.DbCommand? Update(Prepared prepared, System.Data.Common.DbTransaction transaction, IUpdateEntry entry)
    {
        var (modified, bit, count) = (0ul, 1ul, 0);
        foreach (var property in entry.EntityType.GetProperties())
        {
            if (entry.IsModified(property)) (modified, count) = (modified | bit, count + 1);
            bit <<= 1;
        }

        if (count == 0) return null;
        var guards = entry.EntityType.GetProperties().Where(p => p.IsPrimaryKey() || p.IsConcurrencyToken).ToList();
        if (!_updates.TryGetValue((entry.EntityType, modified), out var sql)) sql = _updates[(entry.EntityType, modified)] = UpdateSql(entry, guards);
        var command = prepared.Command(sql, count + guards.Count, Names, transaction);
        var i = 0;
        foreach (var property in entry.EntityType.GetProperties())
            if (entry.IsModified(property)) command.Parameters[i++].Value = Stored(property, entry.GetCurrentValue(property));
        foreach (var guard in guards) command.Parameters[i++].Value = Stored(guard, entry.GetOriginalValue(guard));
        return command;
    }

    private static string UpdateSql(IUpdateEntry entry, List<IProperty> guards)
    {
        var sql = new StringBuilder().Append(CultureInfo.InvariantCulture, $"UPDATE \"{entry.EntityType.GetTableName()}\" SET ");
        var i = 0;
        foreach (var property in entry.EntityType.GetProperties().Where(entry.IsModified))
            sql.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? ", " : "")}\"{property.GetColumnName()}\" = {Names[i++]}");
        for (var g = 0; g < guards.Count; g++)
            sql.Append(CultureInfo.InvariantCulture, $"{(g == 0 ? " WHERE " : " AND ")}\"{guards[g].GetColumnName()}\" IS {Names[i++]}");
        return sql.ToString();
    }

    private static object Stored(IProperty property, object? value) =>
        value is null ? DBNull.Value : property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) ?? DBNull.Value : value;
}
