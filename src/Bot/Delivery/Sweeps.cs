using Microsoft.Extensions.Options;
using Quartz;

namespace ClientBot.Delivery;

/// <summary>Registers a sweep: a job that runs at a steady pace. What is due is told by rows; a sweep keeps nothing in memory.</summary>
internal static class Sweeps
{
    public static IServiceCollection AddSweep<TSweep, TOptions>(this IServiceCollection services, Func<TOptions, TimeSpan> every)
        where TSweep : class, IJob
        where TOptions : class
    {
        services.AddSingleton(new Sweep(typeof(TSweep).Name, JobBuilder.Create<TSweep>().WithIdentity(typeof(TSweep).Name).Build(), p => every(p.GetRequiredService<IOptions<TOptions>>().Value)));
        return services;
    }

    internal sealed record Sweep(string Name, IJobDetail Job, Func<IServiceProvider, TimeSpan> Every);
}
