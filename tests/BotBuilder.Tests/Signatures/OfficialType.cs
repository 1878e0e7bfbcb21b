namespace ClientBot.BotBuilder.Tests.Signatures;

/// <summary>A type as an official list tells it.</summary>
/// <param name="Kind">class, abstract class, static class, interface, enum, delegate…</param>
/// <param name="Bases">Base class and interfaces, in the spelling of <see cref="Spelling"/>.</param>
/// <param name="Members">One line a member, in the spelling of <see cref="Spelling"/>.</param>
internal sealed record OfficialType(string Kind, bool Obsolete, HashSet<string> Bases, HashSet<string> Members)
{
    /// <summary>Lists leave out the constructor that a class without any gets from the compiler.</summary>
    public bool SaysConstructors => Members.Any(member => member.Contains("ctor(", StringComparison.Ordinal));
}
