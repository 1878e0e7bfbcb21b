using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClientBot.Delivery;

/// <summary>
/// What is overdue, for an alert: <c>/health/work</c> answers 503 with the kinds and counts, and the gauge
/// <c>clientbot.overdue</c> carries the same. Never part of readiness: all replicas share the work, so that taking one
/// out would only make it later.
/// </summary>
internal sealed class WorkHealth : IHealthCheck, IDisposable
{
    public const string Tag = "work";
    private readonly IServiceScopeFactory _scopes;
    private readonly Meter _meter;
    private readonly Gauge<long> _overdue;

    public WorkHealth(IServiceScopeFactory scopes, IMeterFactory meters)
    {
        _scopes = scopes;
        _meter = meters.Create("ClientBot");
        _overdue = _meter.CreateGauge<long>("clientbot.overdue", "{row}", "Rows whose time has passed and that are not done");
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var late = (await MeasureAsync(cancellationToken)).Where(k => k.Value > 0).ToDictionary(k => k.Key, k => (object)k.Value);
        return late.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("overdue: " + string.Join(", ", late.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Key} {k.Value}"))), data: late);
    }

    /// <summary>Counts, and records the counts in the gauge.</summary>
    public async Task<IReadOnlyDictionary<string, long>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var counts = new Dictionary<string, long>();
        foreach (var kind in scope.ServiceProvider.GetServices<IOverdue>())
        {
            var count = counts[kind.Kind] = await kind.CountAsync(cancellationToken);
            _overdue.Record(count, new KeyValuePair<string, object?>("kind", kind.Kind));
        }

        return counts;
    }

    public void Dispose() => _meter.Dispose();
}
