using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ClientBot.Benchmarks.Drafts;

internal static class DraftCommand
{
    private const double BarInMicroseconds = 1000;

    /// <returns>0 when drafts as people write them, up to 210 words, are read within the bar.</returns>
    public static int Run()
    {
        var config = ManualConfig.CreateEmpty().AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance).AddExporter(MarkdownExporter.Console);
        var slowest = BenchmarkRunner.Run<DraftBenchmark>(config).Reports
            .Where(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name != nameof(DraftBenchmark.LongDraft)).Max(r => r.ResultStatistics?.Mean ?? double.MaxValue) / 1000;
        Console.WriteLine(FormattableString.Invariant($"The slowest draft is read in {slowest:0.0} us (bar: {BarInMicroseconds} us)"));
        return slowest < BarInMicroseconds ? 0 : 1;
    }
}
