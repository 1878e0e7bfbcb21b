namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>What stands at one place of a phrase.</summary>
internal readonly record struct PhraseElement(ElementKind Kind, uint Hash, int Length, char First);

internal enum ElementKind : byte
{
    Word,
    Prefix,
    Any,
    Gap,
}
