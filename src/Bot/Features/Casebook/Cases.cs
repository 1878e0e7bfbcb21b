using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Features.Casebook;

/// <summary>A case with its key: whoever holds it may read and write the case's words.</summary>
public sealed record OpenCase(Case Case, Seal Seal)
{
    public string? Label => Case.Label is { } label ? Seal.Open(label) : null;
}

/// <summary>The cases. Everything here happens in the caller's transaction.</summary>
public sealed class Cases(
    ClientBotDb db, Vault vault, Outbox outbox, Teams teams, IExclusive exclusive, IEnumerable<IOfCase> features, TimeProvider clock, Ids ids, IOptions<CasebookOptions> options)
{
    private static readonly Statement Recent = new(
        $"SELECT k.wrapped, {Case.Columns} FROM cases c JOIN data_keys k ON k.id = c.data_key_id WHERE c.person_id = @0 AND c.last_at >= @1 AND c.closed_at IS NULL "
        + "ORDER BY c.last_at DESC, c.id DESC LIMIT @2", 3);

    /// <summary>
    /// The person's case that a new client message belongs to: the one heard last, if that is not long ago; where the client
    /// is named, the one of that name; a new one otherwise.
    /// </summary>
    public async Task<OpenCase> OpenOrJoinAsync(Person person, Address where, string? label, CancellationToken cancellationToken)
    {
        var open = label is null
            ? await LatestAsync(person, cancellationToken)
            : (await RecentAsync(person, 10, cancellationToken)).Find(c => string.Equals(c.Label, label, StringComparison.OrdinalIgnoreCase));
        if (open is null) return await NewAsync(person, where, label, cancellationToken);
        open.Case.LastAt = clock.Milliseconds();
        return open;
    }

    /// <summary>The case that an unnamed message would join, or null. It is not forgotten before this turn ends.</summary>
    public async Task<OpenCase?> LatestAsync(Person person, CancellationToken cancellationToken)
    {
        var within = db.Database.CurrentTransaction;
        if (within is not null && _latest is { } known && known.PersonId == person.Id && known.Within == within) return known.Open;
        var latest = (await RecentAsync(person, 1, cancellationToken)).FirstOrDefault();
        _latest = (person.Id, within, latest);
        return latest;
    }

    // Looked up once a turn: as soon as its lock is held, nobody else opens, closes or forgets a case of this person.
    private (string PersonId, object? Within, OpenCase? Open)? _latest;

    private async Task<List<OpenCase>> RecentAsync(Person person, int most, CancellationToken cancellationToken)
    {
        // Read only once nobody else can be forgetting them.
        await exclusive.AlsoAsync(db, Locks.Cases(person.Id), cancellationToken);
        var since = clock.Milliseconds() - options.Value.JoinWithin.InMilliseconds();
        var found = await Recent.AllAsync(db, r => new OpenCase(Case.In(r, 1), vault.Opened(r.GetString(3), (byte[])r.GetValue(0))), [person.Id, since, most], cancellationToken);
        return found.ConvertAll(c => c with { Case = db.Known(c.Case, x => x.Id == c.Case.Id) });
    }

    /// <summary>Closes the cases that a message could still join.</summary>
    public async Task CloseRecentAsync(Person person, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Cases(person.Id), cancellationToken);
        _latest = null;
        var now = clock.Milliseconds();
        var since = now - options.Value.JoinWithin.InMilliseconds();
        await db.Set<Case>().Where(c => c.PersonId == person.Id && c.LastAt >= since && c.ClosedAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.ClosedAt, now), cancellationToken);
    }

    /// <summary>The person's open cases, newest first. None of them is forgotten before this turn ends.</summary>
    public async Task<List<Case>> NewestAsync(Person person, int most, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Cases(person.Id), cancellationToken);
        return await db.Set<Case>().AsNoTracking().Where(c => c.PersonId == person.Id && c.ClosedAt == null).OrderByDescending(c => c.LastAt).Take(most).ToListAsync(cancellationToken);
    }

    /// <param name="person">The asker.</param>
    /// <param name="where">The conversation it was asked in, which may be a team's own channel.</param>
    /// <param name="label">How the asker calls the client, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OpenCase> NewAsync(Person person, Address where, string? label, CancellationToken cancellationToken)
    {
        var seal = vault.New();
        var now = clock.GetUtcNow();
        _latest = null;
        var row = new Case
        {
            Id = ids.New(), PersonId = person.Id, DataKeyId = seal.Id, OpenedAt = now.ToUnixTimeMilliseconds(), LastAt = now.ToUnixTimeMilliseconds(),
            Label = label is null ? null : seal.Close(label), TeamId = await teams.IdOfAsync(person, where, cancellationToken), AskAt = NextMorning(now, person.Zone),
        };
        db.Add(row);
        return new OpenCase(row, seal);
    }

    private long NextMorning(DateTimeOffset now, string? iana)
    {
        var zone = LocalTimes.ZoneOf(iana);
        return LocalTimes.At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(1), options.Value.Morning, zone).ToUnixTimeMilliseconds();
    }

    /// <summary>The case, or null when it was forgotten.</summary>
    public async Task<OpenCase?> FindAsync(string caseId, CancellationToken cancellationToken)
    {
        var owner = await db.Set<Case>().Where(c => c.Id == caseId).Select(c => c.PersonId).FirstOrDefaultAsync(cancellationToken);
        if (owner is null) return null;
        // Read only once nobody else can be forgetting it.
        await exclusive.AlsoAsync(db, Locks.Cases(owner), cancellationToken);
        return await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == caseId, cancellationToken) is { } row
            && await vault.FindAsync(row.DataKeyId, cancellationToken) is { } seal
                ? new OpenCase(row, seal)
                : null;
    }

    /// <summary>
    /// Destroys the case's key and deletes its rows, and takes back the bot's messages that quoted it, as far as the
    /// platform allows.
    /// </summary>
    public async Task<Withdrawal> ForgetAsync(Case row, CancellationToken cancellationToken)
    {
        await exclusive.AlsoAsync(db, Locks.Cases(row.PersonId), cancellationToken);
        _latest = null;
        await db.SaveChangesAsync(cancellationToken);
        foreach (var feature in features) await feature.ForgetAsync(row.Id, cancellationToken);
        var withdrawn = Withdrawal.Nothing;
        foreach (var key in await db.Set<DataKey>().Where(k => k.PersonId == row.PersonId).Select(k => k.Id).ToListAsync(cancellationToken))
            withdrawn += await ForgetKeyAsync(key, row.PersonId, cancellationToken);
        withdrawn += await ForgetKeyAsync(row.DataKeyId, row.PersonId, cancellationToken);
        await db.Set<Case>().Where(c => c.Id == row.Id).ExecuteDeleteAsync(cancellationToken);
        db.Entry(row).State = EntityState.Detached;
        return withdrawn;
    }

    private async Task<Withdrawal> ForgetKeyAsync(string dataKeyId, string personId, CancellationToken cancellationToken)
    {
        var withdrawn = await outbox.WithdrawAsync(dataKeyId, personId, cancellationToken);
        await vault.DestroyAsync(dataKeyId, cancellationToken);
        return withdrawn;
    }
}
