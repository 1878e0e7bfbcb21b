using System.Text.Json;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Reading;

public sealed class ClassifyTests
{
    [Fact]
    public void A_line_in_gives_a_line_out_with_everything_in_it()
    {
        const string Text = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
        var (code, lines, errors) = Run(JsonSerializer.Serialize(new { id = "a", text = Text }));
        Assert.Equal(0, code);
        Assert.Empty(errors);
        var answer = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal("a", answer.GetProperty("id").GetString());
        Assert.Equal(5, answer.GetProperty("alternatives").GetArrayLength());
        Assert.Equal("angry", answer.GetProperty("alternatives")[0].GetProperty("situation").GetString());
        Assert.Contains("legal_threat", answer.GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
        Assert.InRange(answer.GetProperty("intensity").GetInt32(), 0, 3);
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("secondary").ValueKind);
        foreach (var cue in answer.GetProperty("because").EnumerateArray())
            Assert.Equal(Text[cue.GetProperty("start").GetInt32()..cue.GetProperty("end").GetInt32()], cue.GetProperty("text").GetString());
    }

    [Fact]
    public void An_abstained_reading_has_no_situation_and_still_all_alternatives()
    {
        var (_, lines, _) = Run("""{"id":7,"text":""}""");
        var answer = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal(7, answer.GetProperty("id").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("situation").ValueKind);
        Assert.True(answer.GetProperty("abstained").GetBoolean());
        Assert.Equal(5, answer.GetProperty("alternatives").GetArrayLength());
    }

    [Fact]
    public void A_wish_to_die_leaves_as_self_harm_and_as_the_guide_s_threat_to_safety()
    {
        const string Text = "I don't want to live anymore, I'm going to kill myself tonight";
        Assert.DoesNotContain(Flag.SafetyThreat, ClientReader.Default.Read(Text).Flags);
        var (_, lines, _) = Run(JsonSerializer.Serialize(new { id = "a", text = Text }));
        var flags = JsonDocument.Parse(Assert.Single(lines)).RootElement.GetProperty("flags").EnumerateArray().Select(f => f.GetString()).ToArray();
        Assert.Contains("self_harm", flags);
        Assert.Contains("safety_threat", flags);
    }

    [Fact]
    public void The_report_compares_self_harm_as_the_guide_labels_it()
    {
        var read = AccuracyReport.AsGuided(new HashSet<Flag> { Flag.SelfHarm, Flag.RepeatIssue });
        Assert.Equal([Flag.SafetyThreat, Flag.RepeatIssue], read.Order());
        Assert.Equal([Flag.LegalThreat], AccuracyReport.AsGuided(new HashSet<Flag> { Flag.LegalThreat }));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[1]")]
    [InlineData("""{"text":"no id"}""")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":"x","text":5}""")]
    [InlineData("""{"id":"x","text":"\ud83d"}""")]
    [InlineData("""{"id":"\ud83d","text":"x"}""")]
    public void A_bad_line_is_named_and_the_rest_is_read(string bad)
    {
        var (code, lines, errors) = Run($$"""
            {"id":"1","text":"Can I pay by card?"}

            {{bad}}
            {"id":"2","text":"Can I pay by card?"}
            """);
        Assert.Equal(1, code);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("line 3: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static (int Code, string[] Lines, string[] Errors) Run(string input)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = Classify.Run(new StringReader(input), output, errors);
        return (code, Split(output), Split(errors));
    }

    private static string[] Split(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
