namespace ClientBot.Playbook.Content;

/// <summary>What to tell the client while somebody else is asked, and once they answered.</summary>
public enum Waiting
{
    Asked,
    Taken,
    NobodyReachable,

    /// <summary>What was asked for is granted.</summary>
    Approved,

    /// <summary>It is not, or the line is to be held.</summary>
    Declined,

    /// <summary>Somebody comes along.</summary>
    Joining,

    /// <summary>Somebody else goes on with it.</summary>
    TakingOver,

    /// <summary>The asker has been told what to do.</summary>
    Advised,
}
