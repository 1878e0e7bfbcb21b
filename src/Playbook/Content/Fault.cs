namespace ClientBot.Playbook.Content;

/// <summary>
/// The answer to a play's deciding fact. The question and the words on the buttons are the play's own ("Whose mistake is it?", "Can it be
/// done by then?"); these are the sides: it lies with us, with the client, or with both.
/// </summary>
public enum Fault
{
    /// <summary>Nobody has answered yet: nothing may be admitted.</summary>
    NotAsked,

    /// <summary>The asker does not know: nothing may be admitted.</summary>
    Unknown,
    Ours,
    Theirs,
    Both,
}
