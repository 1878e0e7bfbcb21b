using Microsoft.EntityFrameworkCore.Storage;

namespace ClientBot.Storage;

/// <summary>
/// Begins the one transaction of a turn or of a sweep that touches a conversation, and makes sure that no other of
/// the same conversation runs meanwhile, in this process or another. Order is arrival at the lock.
/// </summary>
public interface IExclusive
{
    /// <param name="db">Whose transaction it is.</param>
    /// <param name="name">What is held: see <see cref="Locks"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Held> BeginAsync(ClientBotDb db, string name, CancellationToken cancellationToken);

    /// <summary><see cref="BeginAsync"/>, or null at once where another process holds the name: for sweeps, which come again.</summary>
    Task<Held?> TryBeginAsync(ClientBotDb db, string name, CancellationToken cancellationToken);

    /// <summary>Holds one more name until the transaction ends. Names are taken in the order in which <see cref="Locks"/> lists them, else two could wait for each other.</summary>
    /// <returns>False where the transaction runs alone anyway: what was read before still holds.</returns>
    Task<bool> AlsoAsync(ClientBotDb db, string name, CancellationToken cancellationToken);

    /// <summary>A turn at writing, for a single statement outside a transaction. Never taken while one is held.</summary>
    Task<IDisposable> WriteAsync(CancellationToken cancellationToken);

    /// <summary>The same before everybody who waits already: for what a platform wants to see done within a moment.</summary>
    Task<IDisposable> WriteSoonAsync(CancellationToken cancellationToken) => WriteAsync(cancellationToken);
}

/// <summary>The lock and its transaction. Disposed without <see cref="CommitAsync"/>, nothing happened.</summary>
public sealed class Held(IDbContextTransaction transaction, Action? release = null) : IAsyncDisposable
{
    private Action? _release = release;

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            Interlocked.Exchange(ref _release, null)?.Invoke();
        }
    }
}
