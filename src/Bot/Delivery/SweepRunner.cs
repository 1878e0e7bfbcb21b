using Quartz;

namespace ClientBot.Delivery;

/// <summary>Gives the registered sweeps to Quartz, once the storage is ready.</summary>
internal sealed class SweepRunner(ISchedulerFactory schedulers, IEnumerable<Sweeps.Sweep> sweeps, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var sweep in sweeps)
        {
            var trigger = TriggerBuilder.Create().WithIdentity(sweep.Name).StartNow()
                .WithSimpleSchedule(s => s.WithInterval(sweep.Every(services)).RepeatForever()).Build();
            await scheduler.ScheduleJob(sweep.Job, trigger, cancellationToken: cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
