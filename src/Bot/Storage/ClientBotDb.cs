using Microsoft.EntityFrameworkCore;

namespace ClientBot.Storage;

/// <summary>
/// The database. Each folder maps its own rows by an <c>IEntityTypeConfiguration</c> beside them. Instants are Unix
/// milliseconds in UTC, ids are ULIDs; whatever holds a client's words is sealed (see <see cref="Vault"/>).
/// </summary>
public sealed class ClientBotDb : DbContext
{
    public ClientBotDb(DbContextOptions<ClientBotDb> options)
        : base(options)
    {
        // A turn that fails to save is rolled back whole: a savepoint at each saving would only be two more statements.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Set while this context has the connection that SQLite's turns share.</summary>
    internal Prepared? Prepared { get; set; }

    /// <summary>The context's own connection, while it has the shared one: made once, as the context goes from scope to scope.</summary>
    internal System.Data.Common.DbConnection? Own { get; set; }

    /// <summary>Tracks a row that a <see cref="Statement"/> read, from now on like one that EF read: the one tracked already, if there is one.</summary>
    internal T Known<T>(T row, Func<T, bool> isSame)
        where T : class
    {
        // Looking must not compare everything that is tracked with what it was.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var tracked in ChangeTracker.Entries<T>())
                if (isSame(tracked.Entity)) return tracked.Entity;
            Entry(row).State = EntityState.Unchanged;
            return row;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ClientBotDb).Assembly);
}
