using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Storage;

/// <summary>
/// SQLite has one writer at a time, and its driver waits for it by sleeping 150 ms at a stretch. So writers queue here
/// instead, first come first served; a second process is refused at the start (<see cref="SqliteFile"/>). As only one
/// transaction runs at a time, two turns of one conversation never overlap either. All of them use one connection, lent
/// to the context for as long: its pages stay in memory, where another connection's writing would void them.
/// </summary>
internal sealed class SqliteExclusive(IOptions<StorageOptions> options) : IExclusive, IDisposable
{
    private readonly WriterGate _writer = new();
    private Prepared? _prepared;

    public async Task<Held> BeginAsync(ClientBotDb db, string name, CancellationToken cancellationToken)
    {
        await _writer.EnterAsync(hurries: false, cancellationToken);
        var lent = false;
        try
        {
            lent = Lend(db);
            return new Held(await db.Database.BeginTransactionAsync(cancellationToken), () => Release(db, lent));
        }
        catch
        {
            Release(db, lent);
            throw;
        }
    }

    public async Task<Held?> TryBeginAsync(ClientBotDb db, string name, CancellationToken cancellationToken) => await BeginAsync(db, name, cancellationToken);

    public Task<bool> AlsoAsync(ClientBotDb db, string name, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<IDisposable> WriteAsync(CancellationToken cancellationToken)
    {
        await _writer.EnterAsync(hurries: false, cancellationToken);
        return new Released(_writer);
    }

    public async Task<IDisposable> WriteSoonAsync(CancellationToken cancellationToken)
    {
        await _writer.EnterAsync(hurries: true, cancellationToken);
        return new Released(_writer);
    }

    public void Dispose() => _prepared?.Dispose();

    // A context that opened a connection of its own keeps it.
    private bool Lend(ClientBotDb db)
    {
        db.Own ??= new SqliteConnection(options.Value.Connection);
        if (db.Database.GetDbConnection().State != System.Data.ConnectionState.Closed) return false;
        if (_prepared is null)
        {
            var connection = new SqliteConnection(options.Value.Connection);
            try
            {
                connection.Open();
                SqlitePragmas.TellTurns(connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            _prepared = new Prepared(connection);
        }

        db.Database.SetDbConnection(_prepared.Connection);
        db.Prepared = _prepared;
        return true;
    }

    private void Release(ClientBotDb db, bool lent)
    {
        try
        {
            if (!lent) return;
            db.Prepared = null;
            db.Database.SetDbConnection(db.Own);
        }
        finally
        {
            _writer.Leave();
        }
    }

    private sealed class Released(WriterGate writer) : IDisposable
    {
        private WriterGate? _writer = writer;

        public void Dispose() => Interlocked.Exchange(ref _writer, null)?.Leave();
    }
}
