namespace ClientBot.Playbook.Tests.Training;

/// <summary>How alike two texts are, by the runs of four words they share.</summary>
internal sealed class Shingles
{
    private readonly HashSet<string> _runs = [];

    public Shingles(string text)
    {
        Plain = Normalise(text);
        var words = Plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 4 <= words.Length; i++)
            _runs.Add(string.Join(' ', words, i, 4));
    }

    public string Plain { get; }

    public IEnumerable<string> Runs => _runs;

    public int Count => _runs.Count;

    /// <summary>The share of the shorter text's runs that the other has too.</summary>
    public double Share(Shingles other)
    {
        var (few, many) = _runs.Count < other._runs.Count ? (this, other) : (other, this);
        var shared = few._runs.Count(many._runs.Contains);
        // A few runs ("thank you so much", "do the world a favour and") are everybody's.
        return shared < 4 ? 0 : shared / (double)few.Count;
    }

    private static string Normalise(string text) =>
        string.Join(' ', string.Concat(text.ToLowerInvariant().Where(c => c is not ('\'' or '’')).Select(c => char.IsLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
