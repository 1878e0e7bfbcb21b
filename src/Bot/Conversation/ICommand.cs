namespace ClientBot.Conversation;

/// <summary>A word that people can say to the bot, the same on every platform.</summary>
public interface ICommand
{
    /// <summary>"help": lower case, one word.</summary>
    string Word { get; }

    /// <summary>What it does and how it is said, for the help card: ("forget", "deletes a case and everything it quoted").</summary>
    CommandHelp Help { get; }

    Task RunAsync(CommandCall call, CancellationToken cancellationToken);
}

public sealed record CommandHelp(string Usage, string Does, string Example);

/// <summary>A command and what stood behind it, trimmed; empty where nothing did.</summary>
public sealed record CommandCall(string Word, string Rest);
