using System.Text;

namespace ClientBot.Conversation;

/// <summary><c>help</c>: the commands, each with an example one can copy.</summary>
internal sealed class HelpCommand(Turn turn, Lazy<Commands> commands) : ICommand, IPlainWord
{
    public string Word => "help";

    public CommandHelp Help => new("help", "This list.", "help");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("Tell me what your client said, and you get a line you can send. Here you need no command for it. Everything else:\n\n");
        foreach (var help in commands.Value.All.Select(c => c.Help).OrderBy(h => h.Usage, StringComparer.Ordinal))
            text.Append("- **").Append(help.Usage).Append("**: ").Append(help.Does).Append(" For example: `").Append(help.Example).Append("`\n");
        text.Append("\nPut `for NAME:` in front to say which client it is. A new client message within two hours counts as the next round of the same case.");
        await turn.SayAsync(text.ToString(), cancellationToken);
    }
}
