namespace ClientBot.Benchmarks;

/// <summary>Counts claims that held and claims that did not, and says each of the latter.</summary>
internal sealed class Verdict
{
    private readonly Lock _lock = new();

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public void Check(string claim, bool holds, string? detail = null)
    {
        lock (_lock)
        {
            if (holds) Passed++;
            else Failed++;
        }

        if (!holds) Console.WriteLine($"FAILED: {claim}{(detail is null ? "" : ": " + detail)}");
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed";
}
