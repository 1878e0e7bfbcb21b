using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace ClientBot.Features.Escalation;

/// <summary>Goes on with every escalation whose time has come, each in a transaction of its own, a few at once.</summary>
[DisallowConcurrentExecution]
public sealed class EscalationSweep(ClientBotDb db, IServiceScopeFactory scopes, TimeProvider clock, ILogger<EscalationSweep> log) : IJob
{
    private const int Batch = 200;
    private const int AtOnce = 4;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await SweepAsync(cancellationToken);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.Milliseconds();
        var due = await db.Set<HelpRequest>().AsNoTracking().Where(e => e.DueAt <= now).OrderBy(e => e.DueAt).Select(e => e.Id).Take(Batch).ToArrayAsync(cancellationToken);
        // Every replica finds the same rows: in the same order they would only follow each other.
        Random.Shared.Shuffle(due);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, GoOnAsync);
    }

    private async ValueTask GoOnAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await GoOnAsync(scope.ServiceProvider, id, cancellationToken);
        }
#pragma warning disable CA1031 // The one catch-all of the sweep: one escalation that fails must not hold up the others. It stays due, and /health/work tells.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.SweepFailed(log, id, e);
        }
    }

    private async Task GoOnAsync(IServiceProvider services, string id, CancellationToken cancellationToken)
    {
        var (mine, escalations) = (services.GetRequiredService<ClientBotDb>(), services.GetRequiredService<Escalations>());
        await using (var held = await services.GetRequiredService<IExclusive>().TryBeginAsync(mine, Locks.Escalation(id), cancellationToken))
        {
            // Another replica, or a press, is at it; or, looked at once more under the lock, was faster.
            var now = clock.Milliseconds();
            if (held is null || !await mine.Set<HelpRequest>().AnyAsync(e => e.Id == id && e.DueAt <= now, cancellationToken)) return;
            if (await escalations.ReadAsync(id, cancellationToken) is not { } open) return;
            var course = await escalations.CourseAsync(open, cancellationToken);
            course.OnTime();
            await services.GetRequiredService<HelpBoard>().PostAsync(open, course, cancellationToken);
            await mine.SaveChangesAsync(cancellationToken);
            await held.CommitAsync(cancellationToken);
        }

        services.GetRequiredService<OutboxPump>().Kick(services.GetRequiredService<Outbox>().Lanes);
    }
}

/// <summary>Escalations whose time passed and that nobody went on with.</summary>
internal sealed class EscalationOverdue(ClientBotDb db, TimeProvider clock) : IOverdue
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    public string Kind => "escalation";

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - Late.InMilliseconds();
        return db.Set<HelpRequest>().LongCountAsync(e => e.DueAt < before, cancellationToken);
    }
}
