using System.Text;

namespace ClientBot.Playbook.Content;

/// <summary>
/// A line with slots. <c>[[ on {issue}]]</c> is left out when a slot in it is empty; <c>[[by {date}|by the end of today]]</c> says the second part
/// instead. A slot never stands outside such brackets, so every subset of slots makes a whole sentence.
/// </summary>
public sealed class Script
{
    private const int SlotLimit = 120;
    private readonly Piece[] _pieces;

    private Script(string id, string template, Piece[] pieces, Place place) => (Id, Template, _pieces, Place) = (id, template, pieces, place);

    /// <summary>The owner and a hash of the unfilled words: it survives reordering and reloading, and changes with the words.</summary>
    public string Id { get; }

    public string Template { get; }

    internal Place Place { get; }

    /// <summary>A bit for each slot that the line has, in the order of <see cref="Slots.Names"/>.</summary>
    internal int UsedSlots => _pieces.SelectMany(p => p.Parts).Where(p => p.Slot >= 0).Aggregate(0, (bits, p) => bits | (1 << p.Slot));

    internal bool UsesIssue => (UsedSlots & (1 << Array.IndexOf(Slots.Names, "issue"))) != 0;

    public override string ToString() => Template;

    public string Render(Slots slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        var text = new StringBuilder(Template.Length + 32);
        foreach (var piece in _pieces) piece.Render(text, slots);
        if (text.Length > 0) text[0] = char.ToUpperInvariant(text[0]);
        return text.ToString();
    }

    /// <returns>Null, with what was expected, when the brackets or slots are not well formed.</returns>
    internal static Script? Parse(string owner, string template, Place place, out string? expected)
    {
        var pieces = new List<Piece>();
        expected = null;
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf("[[", at, StringComparison.Ordinal);
            var plain = open < 0 ? template[at..] : template[at..open];
            if (plain.AsSpan().IndexOfAny('{', '}') >= 0 || plain.Contains("]]", StringComparison.Ordinal))
                expected = "a slot inside [[ ]], so that the line still reads well without it";
            pieces.Add(new Piece([new(plain, -1)], null));
            if (open < 0) break;
            var close = template.IndexOf("]]", open, StringComparison.Ordinal);
            if (close < 0)
            {
                expected = "]] to close [[";
                break;
            }

            pieces.Add(Optional(template[(open + 2)..close], ref expected));
            at = close + 2;
        }

        return expected is null ? new Script($"{owner}:{Hash(template):x8}", template, [.. pieces], place) : null;
    }

    private static Piece Optional(string inside, ref string? expected)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var filled = bar < 0 ? inside : inside[..bar];
        var otherwise = bar < 0 ? null : inside[(bar + 1)..];
        if (otherwise is not null && otherwise.AsSpan().IndexOfAny('{', '}') >= 0) expected = "no slot after | (it is what is said without one)";
        var parts = new List<Part>();
        var at = 0;
        while (at < filled.Length)
        {
            var open = filled.IndexOf('{', at);
            if (open < 0)
            {
                parts.Add(new Part(filled[at..], -1));
                break;
            }

            var close = filled.IndexOf('}', open);
            var name = close < 0 ? "" : filled[(open + 1)..close];
            var slot = Array.IndexOf(Slots.Names, name);
            if (slot < 0)
            {
                expected = $"one of the slots {{{string.Join("}, {", Slots.Names)}}}, not \"{{{name}}}\"";
                break;
            }

            parts.Add(new Part(filled[at..open], -1));
            parts.Add(new Part("", slot));
            at = close + 1;
        }

        if (expected is null && !parts.Exists(p => p.Slot >= 0)) expected = "a slot inside [[ ]]";
        return new Piece([.. parts], otherwise ?? "");
    }

    /// <summary>FNV-1a: stable between processes, unlike string.GetHashCode.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return hash;
    }

    private readonly record struct Part(string Text, int Slot);

    private sealed record Piece(Part[] Parts, string? Otherwise)
    {
        public void Render(StringBuilder text, Slots slots)
        {
            foreach (var part in Parts)
            {
                if (part.Slot < 0 || Clean(slots[part.Slot]).Length > 0) continue;
                Append(text, Otherwise ?? "");
                return;
            }

            foreach (var part in Parts) Append(text, part.Slot < 0 ? part.Text : Clean(slots[part.Slot]));
        }

        /// <summary>"by 3 p.m." before a full stop ends with one stop.</summary>
        private static void Append(StringBuilder text, string added)
        {
            if (text.Length > 0 && text[^1] == '.' && added.StartsWith('.')) added = added[1..];
            text.Append(added);
        }

        private static string Clean(string? value)
        {
            if (string.IsNullOrWhiteSpace(value)) return "";
            var clean = string.Join(' ', new string([.. value.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (clean.Length <= SlotLimit) return clean;
            var end = char.IsHighSurrogate(clean[SlotLimit - 1]) ? SlotLimit - 1 : SlotLimit;
            return clean[..end].TrimEnd();
        }
    }
}
