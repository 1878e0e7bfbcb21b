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

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ClientBotDb).Assembly);
}
