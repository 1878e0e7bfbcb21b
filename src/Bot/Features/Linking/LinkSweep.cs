using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot.Features.Linking;

/// <summary>
/// Asks the platforms about people whom it doesn't know yet, and links those who are one: both platforms vouch for the
/// same address, its domain is the organisation's, and neither is a guest.
/// </summary>
[DisallowConcurrentExecution]
public sealed class LinkSweep(
    ClientBotDb db, IServiceScopeFactory scopes, IEnumerable<IChannel> channels, Links links, Acquaintances acquaintances, IExclusive exclusive, TimeProvider clock, IOptions<LinkingOptions> options, ILogger<LinkSweep> log) : IJob
{
    private const int Batch = 20;

    // A process learns of another's links with its next sweep; what it did before then is put right for so long.
    private static readonly TimeSpan Follow = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Domains.Count > 0)
        {
            await AskAsync(cancellationToken);
            foreach (var (one, other) in await PairsAsync(cancellationToken)) await TryLinkAsync(one, other, cancellationToken);
        }

        await FollowAsync(cancellationToken);
    }

    // No network within a transaction: asked first, written after.
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - options.Value.AskedAgainAfter.InMilliseconds();
        var unknown = await db.Set<Identity>().AsNoTracking()
            .Where(i => !db.Set<Vouch>().Any(v => v.Channel == i.Channel && v.Tenant == i.Tenant && v.UserId == i.UserId && v.AskedAt > before)).OrderBy(i => i.PersonId).Take(Batch).ToListAsync(cancellationToken);
        foreach (var identity in unknown)
        {
            var near = await db.Set<Address>().AsNoTracking().Where(a => a.Channel == identity.Channel && a.Tenant == identity.Tenant)
                .OrderByDescending(a => a.UserId == identity.UserId).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
            var channel = channels.FirstOrDefault(c => c.Id == identity.Channel);
            var told = near is null || channel is null ? null : await channel.DescribeAsync(identity, near, cancellationToken);
            using var write = await exclusive.WriteAsync(cancellationToken);
            var (email, guest, now) = (told?.Email?.Trim().ToLowerInvariant(), told?.IsGuest ?? true, clock.Milliseconds());
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO vouches (channel, tenant, user_id, email, is_guest, asked_at) VALUES ({identity.Channel}, {identity.Tenant}, {identity.UserId}, {email}, {guest}, {now}) ON CONFLICT (channel, tenant, user_id) DO UPDATE SET email = excluded.email, is_guest = excluded.is_guest, asked_at = excluded.asked_at",
                cancellationToken);
        }
    }

    private async Task<List<(string One, string Other)>> PairsAsync(CancellationToken cancellationToken)
    {
        var vouched = await db.Set<Vouch>().AsNoTracking().Where(v => v.Email != null && !v.IsGuest)
            .Join(db.Set<Identity>(), v => new { v.Channel, v.Tenant, v.UserId }, i => new { i.Channel, i.Tenant, i.UserId }, (v, i) => new { v.Email, v.Channel, i.PersonId })
            .Where(x => db.Set<Vouch>().Any(o => o.Email == x.Email && o.Channel != x.Channel && !o.IsGuest)).ToListAsync(cancellationToken);
        return [.. vouched.Where(v => IsOurs(v.Email!)).GroupBy(v => v.Email)
            // Twice on one platform is nobody's address alone.
            .Where(g => g.Select(v => v.Channel).Distinct().Count() == g.Count())
            .SelectMany(g => g.Skip(1).Select(v => (g.First().PersonId, v.PersonId))).Where(p => p.Item1 != p.Item2)];
    }

    private bool IsOurs(string email) => email.Split('@') is [{ Length: > 0 }, var domain] && options.Value.Domains.Any(d => d.Trim().TrimStart('@').Equals(domain, StringComparison.OrdinalIgnoreCase));

    private async Task TryLinkAsync(string one, string other, CancellationToken cancellationToken)
    {
        try
        {
            await LinkAsync(one, other, cancellationToken);
        }
#pragma warning disable CA1031 // Two who can't be linked must not keep all others: the next run tries again.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.NotLinked(log, one, other, e);
        }
    }

    private async Task LinkAsync(string one, string other, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (mine, outbox) = (services.GetRequiredService<ClientBotDb>(), services.GetRequiredService<Outbox>());
        await using (var held = await services.GetRequiredService<IExclusive>().BeginAsync(mine, Locks.Links, cancellationToken))
        {
            if (await services.GetRequiredService<Links>().MakeAsync(one, other, "email", cancellationToken) is not { } link) return;
            var person = await mine.Set<Person>().SingleAsync(p => p.Id == link.ToId, cancellationToken);
            foreach (var chat in await mine.Set<Address>().Where(a => a.PersonId == person.Id && a.Kind == ConversationKind.Personal).ToListAsync(cancellationToken))
                outbox.Tell(person, chat, MessageFactory.Text("I know you on another platform too, by your work address. From now on your cases are the same in both. If that isn't you, say `unlink`."));
            await mine.SaveChangesAsync(cancellationToken);
            await held.CommitAsync(cancellationToken);
        }

        acquaintances.Forget();
        services.GetRequiredService<OutboxPump>().Kick(outbox.Lanes);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var since = clock.Milliseconds() - Follow.InMilliseconds();
        if (!await db.Set<Link>().AnyAsync(l => l.At > since || l.UndoneAt > since, cancellationToken)) return;
        acquaintances.Forget();
        await using var held = await exclusive.BeginAsync(db, Locks.Links, cancellationToken);
        foreach (var link in await db.Set<Link>().Where(l => l.At > since && l.UndoneAt == null).ToListAsync(cancellationToken))
            await links.FollowAsync(link, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
    }
}
