using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot.Features.Digest;

/// <summary>Asks people, once, in the morning, in one card, how the conversations of the day before went: those whose team has a digest.</summary>
[DisallowConcurrentExecution]
public sealed class MorningSweep(ClientBotDb db, IServiceScopeFactory scopes, TimeProvider clock, IOptions<DigestOptions> options, ILogger<MorningSweep> log) : IJob
{
    // After that nobody remembers.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(3);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        var due = await db.Set<Case>().Where(c => c.AskAt <= now).Select(c => c.PersonId).Distinct().Take(10 * options.Value.AtOnce).ToArrayAsync(cancellationToken);
        Random.Shared.Shuffle(due);
        foreach (var person in due)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await AskAsync(scope.ServiceProvider, person, cancellationToken);
            }
#pragma warning disable CA1031 // The one catch-all of the sweep: one person's card that fails must not hold up the others. It stays due.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.MorningFailed(log, person, e);
            }
        }
    }

    private async Task AskAsync(IServiceProvider services, string personId, CancellationToken cancellationToken)
    {
        var (mine, outbox, cards) = (services.GetRequiredService<ClientBotDb>(), services.GetRequiredService<Outbox>(), services.GetRequiredService<MorningCards>());
        await using (var held = await services.GetRequiredService<IExclusive>().TryBeginAsync(mine, Locks.Cases(personId), cancellationToken))
        {
            if (held is null || await mine.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person) return;
            var now = clock.GetUtcNow();
            var zone = LocalTimes.ZoneOf(person.Zone);
            var today = LocalTimes.At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), TimeOnly.MinValue, zone).ToUnixTimeMilliseconds();
            // All of yesterday's, whatever clock the person had then: there is one card a morning.
            var due = await mine.Set<Case>().Where(c => c.PersonId == personId && c.AskAt != null && (c.OpenedAt < today || c.AskAt <= now.ToUnixTimeMilliseconds()))
                .OrderByDescending(c => c.OpenedAt).ToListAsync(cancellationToken);
            if (due.Count == 0) return;
            var asked = 0;
            foreach (var row in due)
            {
                row.AskAt = null;
                if (asked < MorningCards.Most && now.ToUnixTimeMilliseconds() - row.OpenedAt < Oldest.InMilliseconds() && await IsWantedAsync(mine, row, cancellationToken)
                    && await cards.HardAsync(row.Id, cancellationToken) is not null)
                {
                    row.AskedAt = now.ToUnixTimeMilliseconds();
                    asked++;
                }
            }

            await mine.SaveChangesAsync(cancellationToken);
            if (asked > 0 && await services.GetRequiredService<Reach>().NearAsync(personId, null, cancellationToken) is { } near)
                await cards.ShowAsync(person, near, now.ToUnixTimeMilliseconds(), cancellationToken);
            await mine.SaveChangesAsync(cancellationToken);
            await held.CommitAsync(cancellationToken);
        }

        services.GetRequiredService<OutboxPump>().Kick(outbox.Lanes);
    }

    // Nobody is asked for a digest that doesn't come.
    private static Task<bool> IsWantedAsync(ClientBotDb db, Case row, CancellationToken cancellationToken) =>
        db.Set<DigestPlan>().AnyAsync(d => d.TeamId == row.TeamId && !d.IsMuted, cancellationToken);
}
