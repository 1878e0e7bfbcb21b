using ClientBot.Conversation;
using ClientBot.People;

namespace ClientBot.Features.Linking;

/// <summary><c>unlink</c>: the two whom the bot took for one are two again, and stay so.</summary>
internal sealed class UnlinkCommand(Links links, Turn turn, Acquaintances acquaintances) : ICommand
{
    public string Word => "unlink";

    public CommandHelp Help => new("unlink", "Parts you from an account on another platform that I took for yours.", "unlink");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var undone = await links.UndoAsync(turn.Person, cancellationToken);
        if (undone) acquaintances.Forget();
        // To the conversation and not to the person: who that is has just changed.
        if (!turn.IsPersonal) await turn.SayAsync(Said(undone), cancellationToken);
        else await turn.SayHereAsync(Said(undone), cancellationToken);
    }

    private static string Said(bool undone) => undone
        ? "Done: the account on the other platform is somebody else again, with the cases that it had, and I won't link you again."
        : "There is nothing to part: I know you on this platform alone, or somebody is being asked for help right now. Then say it again once that is over.";
}
