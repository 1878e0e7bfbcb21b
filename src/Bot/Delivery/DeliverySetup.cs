using Quartz;

namespace ClientBot.Delivery;

internal static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddChecked<DeliveryOptions>(DeliveryOptions.Section);
        services.AddScoped<Inbox>().AddScoped<Outbox>().AddScoped<LaneSender>().AddScoped<Attempt>().AddScoped<Readers>().AddScoped<Settlement>().AddScoped<Undelivered>();
        services.AddScoped<OutboxSweep>().AddScoped<InboxSweep>().AddScoped<DoneSweep>().AddScoped<OverdueSweep>();
        services.AddSingleton<OutboxPump>().AddHostedService(p => p.GetRequiredService<OutboxPump>());
        services.AddSingleton<InboxPump>().AddHostedService(p => p.GetRequiredService<InboxPump>());
        services.AddMetrics();
        services.AddSingleton<WorkHealth>().AddScoped<IOverdue, OutboxOverdue>().AddScoped<IOverdue, LostOverdue>().AddScoped<IOverdue, InboxOverdue>();
        services.AddHealthChecks().AddCheck<WorkHealth>("work", tags: [WorkHealth.Tag]);
        return services.AddSweep<OutboxSweep, DeliveryOptions>(o => o.Every).AddSweep<DoneSweep, DeliveryOptions>(_ => TimeSpan.FromHours(1))
            .AddSweep<InboxSweep, DeliveryOptions>(_ => TimeSpan.FromSeconds(2))
            .AddSweep<OverdueSweep, DeliveryOptions>(_ => TimeSpan.FromSeconds(15));
    }
}
