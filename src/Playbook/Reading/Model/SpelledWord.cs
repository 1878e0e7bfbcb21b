using System.Runtime.Intrinsics;

namespace ClientBot.Playbook.Reading.Model;

/// <summary>What the pieces of a word add up to: worked out once for a common word and then remembered. Never changed after.</summary>
internal sealed class SpelledWord
{
    public required uint Hash { get; init; }
    public required int Length { get; init; }
    public required float Square { get; init; }

    /// <summary>Three vectors each.</summary>
    public required Vector256<float>[] Alone { get; init; }
    public required Vector256<float>[] Together { get; init; }
}
