using System.Globalization;
using System.Text.Json;
using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Tests.Content;
using Xunit.Abstractions;

namespace ClientBot.Playbook.Tests.Drafts;

/// <summary>The figures of docs/playbook.md: how many bad drafts are noticed, and how many good ones are marked for nothing.</summary>
public sealed class DraftFigureTests(ITestOutputHelper output)
{
    private readonly DraftReader _reader = new(Books.BuiltIn);

    // The bar is 0.90. Patterns tuned without a look at the test drafts reach 71 of 80: this keeps them from falling behind that.
    private const double Bar = 0.90, Reached = 0.8875, MostMarked = 0.10;

    [Fact]
    public void What_is_caught_does_not_fall_and_nine_good_drafts_of_ten_are_left_alone()
    {
        var drafts = LabelledDraft.All;
        Assert.True(drafts.Count >= 120 && drafts.Count(d => d.Good) >= 60, "drafts.jsonl is not all there");
        var (caught, marked) = Figure("all", drafts);
        foreach (var split in drafts.GroupBy(d => d.Split)) Figure(split.Key, [.. split]);
        PerKind(drafts);

        output.WriteLine(caught >= Bar ? "the bar is reached" : "the bar of 90% caught is not reached");
        Assert.True(caught >= Reached, $"{caught:P1} of the bad drafts are caught");
        Assert.True(marked <= MostMarked, $"{marked:P1} of the good drafts are marked");
    }

    /// <summary>Those that one may look at.</summary>
    [Fact]
    public void What_is_missed_or_marked_for_nothing_among_those_for_tuning_is_listed()
    {
        foreach (var draft in LabelledDraft.All.Where(d => d.Split == "dev"))
        {
            var remarks = _reader.Read(draft.Draft, draft.Case);
            if (draft.Good ? remarks.Count > 0 : remarks.Count == 0 || !draft.Faults.Any(f => remarks.Any(r => Kind(r) == f.Kind)))
                output.WriteLine($"{draft.Id} {(draft.Good ? "good" : string.Join('+', draft.Faults.Select(f => f.Kind)))}: {string.Join(" · ", remarks.Select(r => $"{Kind(r)} \"{Words(draft.Draft, r)}\""))}");
        }

        Assert.All(LabelledDraft.All.SelectMany(d => _reader.Read(d.Draft, d.Case).Select(r => (d, r))), x => Assert.InRange(x.r.End, x.r.Start, x.d.Draft.Length));
    }

    private (double Caught, double Marked) Figure(string name, IReadOnlyList<LabelledDraft> drafts)
    {
        var (bad, good) = (drafts.Where(d => !d.Good).ToList(), drafts.Where(d => d.Good).ToList());
        var (caught, marked) = (bad.Count(d => _reader.Read(d.Draft, d.Case).Count > 0), good.Count(d => _reader.Read(d.Draft, d.Case).Count > 0));
        var alone = (Caught: bad.Count(d => _reader.Read(d.Draft).Count > 0), Marked: good.Count(d => _reader.Read(d.Draft).Count > 0));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: caught {caught} of {bad.Count} bad ({100.0 * caught / bad.Count:0.0}%), marked {marked} of {good.Count} good ({100.0 * marked / good.Count:0.0}%); without the case: {alone.Caught} and {alone.Marked}"));
        return (caught / (double)bad.Count, marked / (double)good.Count);
    }

    private void PerKind(IReadOnlyList<LabelledDraft> drafts)
    {
        foreach (var split in new[] { "dev", "test" })
        {
            foreach (var kind in drafts.SelectMany(d => d.Faults.Select(f => f.Kind)).Distinct().Order(StringComparer.Ordinal))
            {
                var with = drafts.Where(d => d.Split == split && d.Faults.Any(f => f.Kind == kind)).ToList();
                var any = with.Count(d => _reader.Read(d.Draft, d.Case).Count > 0);
                var same = with.Count(d => _reader.Read(d.Draft, d.Case).Any(r => Kind(r) == kind));
                output.WriteLine($"{split} {kind}: {any} of {with.Count} drafts with it caught, {same} for that kind");
            }

            var marked = drafts.Where(d => d.Split == split && d.Good).SelectMany(d => _reader.Read(d.Draft, d.Case)).GroupBy(Kind).Select(g => $"{g.Key} {g.Count()}");
            output.WriteLine($"{split} remarks on good drafts: {string.Join(", ", marked)}");
        }
    }

    private static string Kind(Remark remark) => JsonNamingPolicy.SnakeCaseLower.ConvertName(remark.Fault.ToString());

    private static string Words(string draft, Remark remark) => remark.Length == 0 ? "(all)" : draft.Substring(remark.Start, remark.Length);
}
