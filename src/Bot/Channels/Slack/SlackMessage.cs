using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>An activity as Slack's messages: one, or more where its blocks are more than one may have.</summary>
/// <param name="Text">What a notification shows, and a client that draws no blocks.</param>
/// <param name="Blocks">At most fifty.</param>
/// <param name="Words">All that the blocks say.</param>
internal sealed record SlackMessage(string Text, JArray Blocks, string Words)
{
    public const int MostBlocks = 50, LongestText = 3000;

    private const int MostCharacters = 12_000;
    private const string Card = "application/vnd.microsoft.card.adaptive";

    public static IReadOnlyList<SlackMessage> Of(Activity activity)
    {
        var (blocks, words) = (new List<JObject>(), new List<string>());
        if (!string.IsNullOrWhiteSpace(activity.Text)) Add(BlockKit.Of(activity.Text, activity.TextFormat == TextFormatTypes.Plain));
        string? fallback = null;
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (!string.Equals(attachment.ContentType, Card, StringComparison.OrdinalIgnoreCase)) continue;
            var card = SlackJson.Of(attachment.Content);
            fallback ??= card.Text("fallbackText");
            Add(BlockKit.Of(card));
        }

        var said = string.Join('\n', words);
        var text = new[] { activity.Attachments is { Count: > 0 } ? activity.Summary ?? fallback : null, said, activity.Summary }.FirstOrDefault(t => !string.IsNullOrWhiteSpace(t)) ?? "";
        return [.. Shared(blocks).Select(part => new SlackMessage(SlackText.Cut(text, LongestText), new JArray(part), said))];

        void Add((List<JObject> Blocks, string Words) drawn)
        {
            blocks.AddRange(drawn.Blocks);
            words.Add(drawn.Words);
        }
    }

    /// <summary>The same without charts, whose numbers stand beside them as text; null where it has none. Not every workspace has them yet.</summary>
    public SlackMessage? WithoutCharts() => Blocks.Any(ChartBlocks.Is) ? this with { Blocks = new JArray(Blocks.Where(b => !ChartBlocks.Is(b))) } : null;

    /// <summary>The same in words alone, for when Slack refuses its blocks: somebody waits for them.</summary>
    public IEnumerable<string> InWords() => SlackText.Pieces(Words.Length > 0 ? Words : Text, LongestText);

    private static IEnumerable<List<JObject>> Shared(List<JObject> blocks)
    {
        var (part, length) = (new List<JObject>(), 0);
        foreach (var block in blocks)
        {
            var more = block.ToString(Newtonsoft.Json.Formatting.None).Length;
            if (part.Count == MostBlocks || (part.Count > 0 && length + more > MostCharacters * 2))
            {
                yield return part;
                (part, length) = ([], 0);
            }

            part.Add(block);
            length += more;
        }

        if (part.Count > 0) yield return part;
    }
}
