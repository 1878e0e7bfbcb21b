using BenchmarkDotNet.Attributes;
using ClientBot.Playbook.Reading;

namespace ClientBot.Benchmarks.Reading;

/// <summary>One reading on one thread. Each call takes the next of several texts, so that no branch learns one by heart.</summary>
public class ReadingBenchmark
{
    private const int FourThousand = 4000;
    private readonly ClientReader _reader = ClientReader.Default;
    private readonly string[] _fiveWords = ["this invoice is wrong again", "can you do it cheaper", "thanks, that looks really good", "I never agreed to that"];
    private readonly string[] _sixtyWords = [.. ClientMessages.All];
    private readonly string[] _long = [.. Enumerable.Range(0, 4).Select(Long)];
    private int _next;

    [Benchmark(Description = "5 words")]
    public Assessment FiveWords() => _reader.Read(_fiveWords[_next++ & 3]);

    [Benchmark(Description = "60 words", Baseline = true)]
    public Assessment SixtyWords() => _reader.Read(_sixtyWords[_next++ & 7]);

    [Benchmark(Description = "4,000 characters")]
    public Assessment FourThousandCharacters() => _reader.Read(_long[_next++ & 3]);

    private static string Long(int from)
    {
        var all = string.Join("\n\n", Enumerable.Range(from, 16).Select(i => ClientMessages.All[i % ClientMessages.All.Count]));
        return all[..FourThousand];
    }
}
