using System.Data.Common;
using System.Globalization;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Storage;

/// <summary>Migrations are written by hand: what they make must be what the model expects, to the last index.</summary>
public abstract class SchemaContract : DatabaseContract
{
    public virtual async Task The_migrated_schema_is_the_models()
    {
        var expected = await Bot.QueryAsync(db => Task.FromResult(Describe(db).Order(StringComparer.Ordinal).ToList()));
        var actual = await Bot.QueryAsync(async db => (await ReadAsync(db)).Order(StringComparer.Ordinal).ToList());

        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));
        Assert.Contains(expected, l => l.StartsWith("foreign key", StringComparison.Ordinal));
    }

    public virtual async Task All_migrations_are_applied() => Assert.Empty(await Bot.QueryAsync(async db => (await db.Database.GetPendingMigrationsAsync()).ToList()));

    protected abstract Task<List<string>> ReadAsync(ClientBotDb db);

    private static IEnumerable<string> Describe(ClientBotDb db)
    {
        var model = db.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>().Model.GetRelationalModel();
        foreach (var table in model.Tables)
        {
            foreach (var column in table.Columns) yield return Column(table.Name, column.Name, column.StoreType, column.IsNullable);
            yield return Key(table.Name, table.PrimaryKey!.Columns.Select(c => c.Name));
            foreach (var index in table.Indexes) yield return Index(table.Name, index.Name, index.Columns.Select(c => c.Name), index.IsUnique);
            foreach (var key in table.ForeignKeyConstraints)
                yield return ForeignKey(table.Name, key.Columns.Select(c => c.Name), key.PrincipalTable.Name, key.PrincipalColumns.Select(c => c.Name), key.OnDeleteAction == Microsoft.EntityFrameworkCore.Migrations.ReferentialAction.Cascade);
        }
    }

    protected static string Column(string table, string name, string type, bool nullable) => $"column {table}.{name} {type.ToLowerInvariant()} {(nullable ? "null" : "not null")}";

    protected static string Key(string table, IEnumerable<string> columns) => $"primary key {table}({string.Join(", ", columns)})";

    protected static string Index(string table, string name, IEnumerable<string> columns, bool unique) => $"index {name} on {table}({string.Join(", ", columns)}){(unique ? " unique" : "")}";

    protected static string ForeignKey(string table, IEnumerable<string> columns, string principal, IEnumerable<string> principalColumns, bool cascade) =>
        $"foreign key {table}({string.Join(", ", columns)}) to {principal}({string.Join(", ", principalColumns)}){(cascade ? " cascade" : "")}";

    protected static async Task<List<object?[]>> RowsAsync(ClientBotDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        var rows = new List<object?[]>();
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}

public sealed class SqliteSchemaTests : SchemaContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => Task.FromResult(TestDatabase.Empty());

    [Fact]
    public override Task The_migrated_schema_is_the_models() => base.The_migrated_schema_is_the_models();

    [Fact]
    public override Task All_migrations_are_applied() => base.All_migrations_are_applied();

    protected override async Task<List<string>> ReadAsync(ClientBotDb db)
    {
        var lines = new List<string>();
        foreach (var table in (await RowsAsync(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'")).Select(r => (string)r[0]!))
        {
            var columns = await RowsAsync(db, $"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')");
            lines.AddRange(columns.Select(c => Column(table, (string)c[0]!, (string)c[1]!, (long)c[2]! == 0)));
            lines.Add(Key(table, columns.Where(c => (long)c[3]! > 0).OrderBy(c => (long)c[3]!).Select(c => (string)c[0]!)));
            foreach (var index in await RowsAsync(db, $"SELECT name, \"unique\" FROM pragma_index_list('{table}') WHERE origin = 'c'"))
                lines.Add(Index(table, (string)index[0]!, (await RowsAsync(db, $"SELECT name FROM pragma_index_info('{index[0]}') ORDER BY seqno")).Select(r => (string)r[0]!), (long)index[1]! == 1));
            lines.AddRange((await RowsAsync(db, $"SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('{table}')"))
                .Select(k => ForeignKey(table, [(string)k[0]!], (string)k[1]!, [(string)k[2]!], (string)k[3]! == "CASCADE")));
        }

        return lines;
    }
}

public sealed class PostgresSchemaTests : SchemaContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.EmptyPostgresAsync();

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task The_migrated_schema_is_the_models() => base.The_migrated_schema_is_the_models();

    [PostgresFact]
    public override Task All_migrations_are_applied() => base.All_migrations_are_applied();

    protected override async Task<List<string>> ReadAsync(ClientBotDb db)
    {
        var lines = (await RowsAsync(db, "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_EF%'"))
            .Select(c => Column((string)c[0]!, (string)c[1]!, (string)c[2]!, (string)c[3]! == "YES")).ToList();
        const string Columns = "ARRAY(SELECT a.attname::text FROM unnest({0}::smallint[]) WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = {1} AND a.attnum = k.n ORDER BY k.o)";
        string Of(string keys, string table) => string.Format(CultureInfo.InvariantCulture, Columns, keys, table);
        foreach (var index in await RowsAsync(db, $"SELECT t.relname::text, i.relname::text, x.indisprimary, x.indisunique, {Of("x.indkey", "t.oid")} FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace WHERE s.nspname = 'public' AND t.relname NOT LIKE '\\_\\_EF%'"))
            lines.Add((bool)index[2]! ? Key((string)index[0]!, (string[])index[4]!) : Index((string)index[0]!, (string)index[1]!, (string[])index[4]!, (bool)index[3]!));
        foreach (var key in await RowsAsync(db, $"SELECT t.relname::text, {Of("c.conkey", "t.oid")}, p.relname::text, {Of("c.confkey", "p.oid")}, c.confdeltype = 'c' FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid WHERE c.contype = 'f'"))
            lines.Add(ForeignKey((string)key[0]!, (string[])key[1]!, (string)key[2]!, (string[])key[3]!, (bool)key[4]!));
        return lines;
    }
}
