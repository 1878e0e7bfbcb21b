using System.Text.RegularExpressions;
using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>One fault that a draft can have, how it is noticed, and what is said about it.</summary>
/// <param name="Id">"blame.you-failed".</param>
/// <param name="Fault">What kind it is.</param>
/// <param name="Measure">What is counted instead of looking for words, or null.</param>
/// <param name="Patterns">Words that it is noticed by.</param>
/// <param name="Unless">Words in the same sentence that make it right.</param>
/// <param name="Marks">Regular expressions over the text as written, for what isn't words.</param>
/// <param name="When">The case must have this flag.</param>
/// <param name="Why">One short sentence.</param>
/// <param name="Instead">A better wording, or null.</param>
public sealed record DraftRule(
    string Id, DraftFault Fault, DraftMeasure? Measure, IReadOnlyList<string> Patterns, IReadOnlyList<string> Unless, IReadOnlyList<Regex> Marks, Flag? When, string Why,
    string? Instead);
