namespace ClientBot.Conversation;

/// <summary>A command that may be said in two words: as a whole message they are the command, without a slash or a colon.</summary>
public interface ITwoWords
{
    /// <summary>"now", as in "digest now".</summary>
    string Second { get; }
}
