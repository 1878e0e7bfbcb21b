using BenchmarkDotNet.Attributes;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Drafts;

namespace ClientBot.Benchmarks.Drafts;

/// <summary>One draft on one thread: a clean one, one with a fault in each sentence, and one much too long.</summary>
[MemoryDiagnoser]
public class DraftBenchmark
{
    private const string Clean =
        "Dear Mrs Hall,\n\nthree wrong boxes in a month is too many. I went through the packing list this morning: the sheets were picked from the shelf next to yours. "
        + "The right ones left at 10:40 and reach you today between two and four; the driver takes the wrong ones back.\n\nI'll ring you at 4:30 to hear whether the count is right.\n\nKind regards, Henrik";

    private const string Faulty =
        "As I already told you, per our policy you should have read the terms and conditions. This isn't our fault, other clients never complain. Calm down, please! "
        + "I promise it will never happen again and the hotfix is deployed by EOD. We are so sorry, sorry again, and apologise once more for any inconvenience. Our team must have forgotten it. We'll look into it.";

    private readonly DraftReader _reader = new(EditionLoader.Load(Array.Empty<string>()).Edition!);
    private readonly string _three = string.Concat(Enumerable.Repeat(Clean + "\n", 3));
    private readonly string _long = string.Concat(Enumerable.Repeat(Clean + "\n" + Faulty + "\n", 6));

    [Benchmark(Description = "a clean draft of 70 words")]
    public int CleanDraft() => _reader.Read(Clean).Count;

    [Benchmark(Description = "a draft with every fault", Baseline = true)]
    public int FaultyDraft() => _reader.Read(Faulty).Count;

    [Benchmark(Description = "a draft of 210 words")]
    public int LongestOfAll() => _reader.Read(_three).Count;

    [Benchmark(Description = "4,000 characters")]
    public int LongDraft() => _reader.Read(_long).Count;
}
