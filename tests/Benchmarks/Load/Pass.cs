using System.Globalization;

namespace ClientBot.Benchmarks.Load;

/// <summary>What one stretch of conversations showed.</summary>
internal sealed class Pass
{
    private readonly double[] _milliseconds;
    private readonly TimeSpan _took;
    private readonly TimeSpan _used;
    private readonly TimeSpan _own;
    private readonly long _bytes;

    public Pass(double[] milliseconds, TimeSpan took, TimeSpan used, TimeSpan own, int failed, long bytes)
    {
        Array.Sort(milliseconds);
        (_milliseconds, _took, _used, _own, Failed, _bytes) = (milliseconds, took, used, own, failed, bytes);
    }

    public int Turns => _milliseconds.Length;

    public int Failed { get; }

    public double TurnsPerSecond => Turns / _took.TotalSeconds;

    public double BytesPerReply => (double)_bytes / Math.Max(Turns, 1);

    public static Pass Together(IReadOnlyCollection<Pass> passes) => new(
        [.. passes.SelectMany(p => p._milliseconds)], Sum(passes, p => p._took), Sum(passes, p => p._used), Sum(passes, p => p._own), passes.Sum(p => p.Failed), passes.Sum(p => p._bytes));

    /// <summary>Of the server, all its threads: what a turn costs, also where other programs keep the processors busy.</summary>
    public double ProcessorMilliseconds => _used.TotalMilliseconds / Math.Max(Turns, 1);

    /// <summary>Of the driver: it shares the processors with what it measures.</summary>
    public double DriverMilliseconds => _own.TotalMilliseconds / Math.Max(Turns, 1);

    public double Percentile(int percent) => Turns == 0 ? 0 : _milliseconds[Math.Min(Turns - 1, Turns * percent / 100)];

    private static TimeSpan Sum(IReadOnlyCollection<Pass> passes, Func<Pass, TimeSpan> of) => passes.Aggregate(TimeSpan.Zero, (sum, p) => sum + of(p));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TurnsPerSecond,7:0} turns/s  p50 {Percentile(50),5:0.0} ms  p95 {Percentile(95),5:0.0} ms  p99 {Percentile(99),5:0.0} ms  cpu {ProcessorMilliseconds:0.00} ms a turn (driver {DriverMilliseconds:0.00}){(Failed > 0 ? $"  {Failed} FAILED" : "")}");
}
