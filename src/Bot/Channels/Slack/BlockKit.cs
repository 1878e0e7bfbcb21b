using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Draws a card (its JSON) with Slack's blocks. A card's text is a rich_text run or plain_text, never mrkdwn: what looks
/// like markup, a link or a call to everybody stays text. What is folded away becomes a menu, or a button that opens a view.
/// Limits: docs.slack.dev, "Block Kit"; each is kept by shortening a label or splitting a text, never by leaving out.
/// </summary>
internal sealed class BlockKit
{
    public const int LongestHeader = 150, LongestContext = 2000, MostInRow = 5;

    private readonly Folds _folds;
    private readonly bool _isView;
    private readonly List<JObject> _blocks = [];
    private readonly List<string> _words = [];
    private readonly HashSet<string> _ids = [];
    private int _buttons;

    private BlockKit(JObject card, bool isView) => (_folds, _isView) = (new Folds(card), isView);

    /// <summary>The blocks, and all that they say as plain lines.</summary>
    public static (List<JObject> Blocks, string Words) Of(JObject card, bool isView = false)
    {
        var drawing = new BlockKit(card, isView);
        drawing.AddAll(card["body"]);
        if (!isView && card["actions"] is JArray { Count: > 0 } actions) drawing.AddActions(actions);
        return (drawing._blocks, string.Join('\n', drawing._words));
    }

    /// <summary>A message of the bot's own, in markdown or plain.</summary>
    public static (List<JObject> Blocks, string Words) Of(string text, bool isPlain)
    {
        var runs = isPlain ? [.. RichRuns.Plain(text)] : RichRuns.Markdown(text);
        return ([.. Chunked(runs).Select(r => Rich(Section(r)))], RichRuns.Words(runs));
    }

    public static JObject PlainText(string text, int longest) => new() { ["type"] = "plain_text", ["text"] = SlackText.Cut(SlackText.Inert(text), longest), ["emoji"] = false };

    public static JObject Rich(params IEnumerable<JObject> elements) => new() { ["type"] = "rich_text", ["elements"] = new JArray(elements) };

    public static JObject Section(IEnumerable<JObject> runs) => new() { ["type"] = "rich_text_section", ["elements"] = new JArray(runs) };

    private void AddAll(JToken? elements)
    {
        foreach (var element in elements?.OfType<JObject>() ?? []) Add(element);
    }

    private void Add(JObject element)
    {
        if (_folds.IsFolded(element)) return;
        if (element.IsTrue("separator") && _blocks.Count > 0) _blocks.Add(new JObject { ["type"] = "divider" });
        switch (element.Text("type"))
        {
            case "RichTextBlock" or "TextBlock":
                AddText(element);
                break;
            case "Container" when element.Text("style") == "emphasis" && ((JArray?)element["items"])?.All(CardRuns.IsText) == true:
                AddQuote((JArray)element["items"]!);
                break;
            case "ActionSet":
                AddActions((JArray?)element["actions"] ?? []);
                break;
            case { } input when input.StartsWith("Input.", StringComparison.Ordinal):
                if (InputBlocks.Of(element) is { } block && _ids.Add(block.Text("block_id")!)) _blocks.Add(block);
                break;
            case "FactSet":
                foreach (var fact in element["facts"]?.OfType<JObject>() ?? []) AddRuns([.. RichRuns.Plain(fact.Text("title") + "  ", bold: true), .. RichRuns.Plain(fact.Text("value") ?? "")], apart: false);
                break;
            case "Image" when element.Text("altText") is { Length: > 0 } seen:
                AddRuns([.. RichRuns.Plain(seen, italic: true)], apart: true);
                break;
            case { } chart when chart.StartsWith("Chart.", StringComparison.Ordinal):
                AddChart(element);
                break;
            default:
                // A container, columns, or what a newer card has: what is in it counts, or else what it is to be replaced by.
                AddAll(element["items"]);
                AddAll(element["columns"]);
                if (element["items"] is null && element["columns"] is null && element["fallback"] is JObject instead) Add(instead);
                break;
        }
    }

    private void AddChart(JObject element)
    {
        if (!_isView && _blocks.Count(ChartBlocks.Is) < ChartBlocks.Most && ChartBlocks.Of(element) is { } chart) _blocks.Add(chart);
        else if (element["fallback"] is JObject fallback) Add(fallback);
    }

    private void AddText(JObject element)
    {
        var begins = _blocks.Count == 0 || element.IsTrue("separator");
        if (begins && !_isView && CardRuns.Heading(element) is var (title, beside) && title.Length is > 0 and <= LongestHeader - 4)
        {
            _words.Add(title + beside);
            _blocks.Add(new JObject { ["type"] = "header", ["text"] = PlainText(CardRuns.Sign(element) + title, LongestHeader) });
            if (beside.Trim(' ', '·') is { Length: > 0 } rest) AddContext(rest);
            return;
        }

        if (CardRuns.IsQuiet(element))
        {
            var words = RichRuns.Words(CardRuns.Of(element));
            _words.Add(words);
            AddContext(words);
            return;
        }

        var sign = element.Text("color") is "attention" && element.Text("type") == "TextBlock" ? RichRuns.Plain("⚠️ ") : [];
        AddRuns([.. sign, .. CardRuns.Of(element)], apart: element.Text("spacing") is not ("small" or "none"));
    }

    // The line to send: set off from the rest, and copied without it.
    private void AddQuote(JArray items)
    {
        var (label, lines) = (new List<JObject>(), new List<List<JObject>>());
        foreach (var item in items.OfType<JObject>())
        {
            var runs = CardRuns.Of(item);
            _words.Add(RichRuns.Words(runs));
            if (lines.Count == 0 && label.Count == 0 && item.Text("type") == "TextBlock") label.AddRange(runs);
            else lines.Add(runs);
        }

        if (label.Count > 0) _blocks.Add(Rich(Section(label)));
        foreach (var chunk in Chunked([.. Joined(lines)])) _blocks.Add(Rich(new JObject { ["type"] = "rich_text_quote", ["elements"] = new JArray(chunk) }));
    }

    // Lines that stand close together are one block: a block of its own is set off.
    private void AddRuns(List<JObject> runs, bool apart)
    {
        if (runs.Count == 0) return;
        _words.Add(RichRuns.Words(runs));
        if (!apart && _blocks.LastOrDefault() is { } last && last.Text("type") == "rich_text" && last["elements"] is JArray { Count: 1 } parts && parts[0].Text("type") == "rich_text_section"
            && RichRuns.Words(parts[0]["elements"]!.OfType<JObject>()).Length + RichRuns.Words(runs).Length < RichRuns.LongestRun)
        {
            var line = (JArray)parts[0]["elements"]!;
            // Of several lines under one label, the first stands like the others.
            if (IsLabel(line[0]) && !IsLabel(runs[0])) line[0]["text"] = line[0].Text("text")!.TrimEnd() + "\n";
            foreach (var run in RichRuns.Plain("\n").Concat(runs)) line.Add(run);
            return;
        }

        _blocks.AddRange(Chunked(runs).Select(r => Rich(Section(r))));
    }

    private static bool IsLabel(JToken run) => run.IsTrue("style.bold") && run.Text("text")?.EndsWith("  ", StringComparison.Ordinal) == true;

    private void AddContext(string words)
    {
        foreach (var piece in SlackText.Pieces(words, LongestContext - 10))
            _blocks.Add(new JObject { ["type"] = "context", ["elements"] = new JArray(PlainText(piece, LongestContext)) });
    }

    private void AddActions(JArray actions)
    {
        var (elements, opened, unfolded) = (new List<JObject>(), new List<JObject>(), new List<JObject>());
        foreach (var action in actions.OfType<JObject>())
        {
            var target = Folds.IsToggle(action) ? _folds.TargetOf(action) : null;
            if (ButtonElements.Of(action, _folds, ++_buttons) is { } element)
            {
                elements.Add(element);
                if (target is not null) unfolded.AddRange(Folds.ButtonsAmong(target));
            }
            else if (target is not null)
            {
                // Nothing that a click would show is lost: what can't be folded stands below.
                opened.Add(target);
            }
        }

        elements.AddRange(unfolded.Select(a => ButtonElements.Of(a, _folds, ++_buttons)).OfType<JObject>());
        foreach (var row in ButtonElements.Rows(elements, _isView)) _blocks.Add(new JObject { ["type"] = "actions", ["elements"] = new JArray(row) });
        foreach (var target in opened) AddAll(target["items"]);
    }

    private static IEnumerable<JObject> Joined(List<List<JObject>> lines) => lines.SelectMany((line, i) => i == 0 ? line : RichRuns.Plain("\n").Concat(line));

    // A block with more than some thousand characters may be refused; the next one goes on.
    private static IEnumerable<List<JObject>> Chunked(List<JObject> runs)
    {
        var (chunk, length) = (new List<JObject>(), 0);
        foreach (var run in runs)
        {
            var more = run.Text("text")?.Length ?? 0;
            if (chunk.Count > 0 && length + more > RichRuns.LongestRun)
            {
                yield return chunk;
                (chunk, length) = ([], 0);
            }

            chunk.Add(run);
            length += more;
        }

        if (chunk.Count > 0) yield return chunk;
    }
}
