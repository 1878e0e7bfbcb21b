using System.Runtime.CompilerServices;
using System.Text.Json;
using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Tests.Drafts;

/// <summary>One draft of drafts.jsonl, written and labelled by people who hadn't seen the rules.</summary>
internal sealed record LabelledDraft(string Id, string Draft, string Situation, string[] Flags, bool Good, LabelledFault[] Faults, string Split)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static IReadOnlyList<LabelledDraft> All { get; } = Read();

    public DraftCase Case => new(
        Spelling.TryParse(Situation, out Situation situation) ? situation : null,
        Flags.Select(f => Spelling.TryParse(f, out Flag flag) ? flag : throw new InvalidDataException(f)).ToHashSet());

    private static List<LabelledDraft> Read([CallerFilePath] string here = "") =>
        [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "drafts.jsonl")).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<LabelledDraft>(l, Options)!)];
}

internal sealed record LabelledFault(string Kind, string Text);
