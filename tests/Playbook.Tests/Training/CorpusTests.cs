using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Training;

public sealed class CorpusTests
{
    private static readonly IReadOnlyList<Message> Corpus = Message.ReadFolder(Repository.Corpus);

    [Fact]
    public void Every_message_is_fully_labelled()
    {
        foreach (var message in Corpus)
        {
            Assert.False(string.IsNullOrWhiteSpace(message.Text), message.Place);
            Assert.True(message.Primary is not null && message.Secondary is not null && message.Flags is not null && message.Retold is not null, message.Place);
            Assert.True(message.Intensity is >= 0 and <= 3, message.Place);
            Assert.True(message.Theme.Length > 0, $"{message.Place}: no theme");
        }
    }

    [Fact]
    public void A_situation_is_not_its_own_second_one_and_calm_has_none()
    {
        foreach (var message in Corpus)
        {
            Assert.False(message.Secondary!.Contains(message.Primary!.Value), message.Place);
            Assert.False(message.Secondary!.Contains(Situation.Calm), $"{message.Place}: calm is the absence of the others");
            Assert.False(message.Primary == Situation.Calm && message.Secondary!.Count > 0, $"{message.Place}: calm with a second situation");
        }
    }

    [Fact]
    public void Self_harm_is_told_apart_from_other_threats()
    {
        foreach (var message in Corpus)
            Assert.False(message.Flags!.Contains(Flag.SelfHarm) && message.Flags.Contains(Flag.SafetyThreat), message.Place);
    }

    [Fact]
    public void Ids_are_unique() =>
        Assert.Empty(Corpus.GroupBy(m => m.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(m => m.Place))}"));

    [Fact]
    public void No_text_stands_there_twice() =>
        Assert.Empty(Corpus.GroupBy(m => new Shingles(m.Text).Plain).Where(g => g.Count() > 1).Select(g => string.Join(", ", g.Select(m => m.Place))));

    [Fact]
    public void No_two_texts_are_nearly_the_same() => Assert.Empty(Alike(Corpus, Corpus, 0.5));

    [EvaluationFact]
    public void No_evaluation_text_is_in_the_corpus()
    {
        var evaluation = Directory.GetFiles(Repository.Evaluation!, "*.jsonl").SelectMany(Message.ReadFile).ToArray();
        var known = Corpus.Select(m => new Shingles(m.Text).Plain).ToHashSet();
        var same = evaluation.Where(e => known.Contains(new Shingles(e.Text).Plain)).Select(e => e.Place);
        Assert.Empty(same);
        Assert.Empty(Alike(evaluation, Corpus, 0.34));
    }

    private static List<string> Alike(IReadOnlyList<Message> some, IReadOnlyList<Message> others, double most)
    {
        var texts = others.Select(m => new Shingles(m.Text)).ToArray();
        var byRun = new Dictionary<string, List<int>>();
        for (var i = 0; i < texts.Length; i++)
        {
            foreach (var run in texts[i].Runs)
            {
                if (!byRun.TryGetValue(run, out var there))
                    byRun[run] = there = [];
                there.Add(i);
            }
        }

        var alike = new List<string>();
        foreach (var message in some)
        {
            var text = new Shingles(message.Text);
            foreach (var candidate in text.Runs.Where(byRun.ContainsKey).SelectMany(r => byRun[r]).Distinct())
            {
                if (!ReferenceEquals(others[candidate], message) && text.Share(texts[candidate]) >= most)
                    alike.Add($"{message.Place} and {others[candidate].Place}");
            }
        }

        return alike;
    }
}
