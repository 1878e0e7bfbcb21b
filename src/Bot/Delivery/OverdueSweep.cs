using Quartz;

namespace ClientBot.Delivery;

/// <summary>Keeps the gauge of what is overdue up to date.</summary>
[DisallowConcurrentExecution]
internal sealed class OverdueSweep(WorkHealth work) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await work.MeasureAsync(cancellationToken);
}
