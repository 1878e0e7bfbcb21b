namespace ClientBot.Playbook.Content;

/// <summary>Words that say something about a draft without being a fault.</summary>
public enum DraftSign
{
    /// <summary>A time, or something that happens next.</summary>
    Step,

    /// <summary>A time that is past, or idle talk: a step it touches is none.</summary>
    Past,

    /// <summary>"I'll look into it": a step that says nothing.</summary>
    Vague,

    /// <summary>The draft answers trouble, so that something must happen next.</summary>
    Trouble,

    Apology,

    /// <summary>"sorry to hear that": kind words, and no apology.</summary>
    NoApology,

    /// <summary>The draft speaks of lawyers itself.</summary>
    Legal,

    /// <summary>Right as it is, though a part of it looks like a fault.</summary>
    Fine,
}
