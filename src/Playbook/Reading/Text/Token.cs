namespace ClientBot.Playbook.Reading.Text;

/// <summary>A word, number or emoji of the message; Start and End are places in the text as it was given.</summary>
internal struct Token
{
    public int Start;
    public int End;

    /// <summary>Where the normalised letters lie in <see cref="Scratch.Norm"/>.</summary>
    public int NormStart;
    public int NormLength;
    public uint Hash;
    public TokenKind Kind;

    /// <summary>A sentence or line ended before this word, so no phrase reaches across.</summary>
    public bool Breaks;
    public bool Capitals;

    /// <summary>A function word: no cue consists of these alone.</summary>
    public bool Stop;

    public readonly ReadOnlySpan<char> In(char[] norm) => norm.AsSpan(NormStart, NormLength);
}

internal enum TokenKind : byte
{
    Word,
    Number,
    Emoji,
}
