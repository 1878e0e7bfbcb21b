using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ClientBot.Benchmarks.Reading;

internal static class ReadingCommand
{
    private const double BarInMicroseconds = 150;

    /// <returns>0 when a message of 60 words is read within the bar.</returns>
    public static int Run()
    {
        // In this process: the generated project of BenchmarkDotNet doesn't know where artifacts/ puts the outputs.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default).AddExporter(MarkdownExporter.Console);
        var summary = BenchmarkRunner.Run<ReadingBenchmark>(config);
        var sixty = summary.Reports.FirstOrDefault(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(ReadingBenchmark.SixtyWords));
        if (sixty?.ResultStatistics is not { } statistics) return 1;
        var microseconds = statistics.Mean / 1000;
        Console.WriteLine(FormattableString.Invariant($"A message of 60 words is read in {microseconds:0.0} us (bar: {BarInMicroseconds} us)"));
        return microseconds < BarInMicroseconds ? 0 : 1;
    }
}
