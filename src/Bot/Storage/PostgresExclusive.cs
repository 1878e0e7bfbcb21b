using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Storage;

/// <summary>An advisory lock that PostgreSQL gives back with the transaction, whoever dies meanwhile.</summary>
internal sealed class PostgresExclusive : IExclusive
{
    public async Task<Held> BeginAsync(ClientBotDb db, string name, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await AlsoAsync(db, name, cancellationToken);
            return new Held(transaction);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async Task<Held?> TryBeginAsync(ClientBotDb db, string name, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({Hash(name)}) AS \"Value\"").SingleAsync(cancellationToken)) return new Held(transaction);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        await transaction.DisposeAsync();
        return null;
    }

    public async Task<bool> AlsoAsync(ClientBotDb db, string name, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Hash(name)})", cancellationToken);
        return true;
    }

    // PostgreSQL has room for any number of writers.
    public Task<IDisposable> WriteAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable>(Free.Instance);

    // Two names with one hash wait for each other needlessly, which harms nothing.
    private static long Hash(string name) => BitConverter.ToInt64(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private sealed class Free : IDisposable
    {
        public static readonly Free Instance = new();

        public void Dispose()
        {
        }
    }
}
