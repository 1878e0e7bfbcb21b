using ClientBot.Storage;
using Quartz;

namespace ClientBot.Features.Casebook;

/// <summary>After a case was forgotten, wipes what the database's files still hold of its key.</summary>
[DisallowConcurrentExecution]
internal sealed class ScrubSweep(Scrub scrub) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await scrub.RunAsync(cancellationToken);
}
