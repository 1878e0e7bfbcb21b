namespace ClientBot.Playbook.Reading;

/// <summary>Whether there was anything to read.</summary>
public enum Legibility
{
    Readable,

    /// <summary>Empty, or only white space, emoji, punctuation, a link or a number.</summary>
    NoWords,

    /// <summary>Only a quoted mail, a signature, a greeting or a disclaimer: nothing of the client's own.</summary>
    OnlyQuoteOrSignature,

    /// <summary>Not English: the situation is then a guess that nobody should act on.</summary>
    OtherLanguage,
}
