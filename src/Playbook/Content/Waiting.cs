namespace ClientBot.Playbook.Content;

/// <summary>What to tell the client while somebody else is being asked.</summary>
public enum Waiting
{
    Asked,
    Taken,
    NobodyReachable,
}
