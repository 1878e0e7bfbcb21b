using ClientBot.Conversation;
using ClientBot.People;

namespace ClientBot.Features.Escalation;

/// <summary><c>escalate [@PERSON] [REASON]</c>: asks for help at once; details can follow.</summary>
internal sealed class EscalateCommand(Turn turn, Colleagues colleagues, EscalationDesk desk) : ICommand
{
    public string Word => "escalate";

    public CommandHelp Help => new(
        "escalate", "Asks a manager for help at once, with the case you're on. Name somebody and say why, or just say it.", "escalate: Maria they want a refund");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var activity = turn.Context.Activity;
        var named = await colleagues.MentionedAsync(activity, turn.Sender.Address, cancellationToken);
        var rest = call.Rest;
        if (named.Count > 0)
        {
            foreach (var name in named.Select(p => p.Name).Where(n => n.Length > 0))
                rest = rest.Replace($"<at>{name}</at>", "", StringComparison.OrdinalIgnoreCase).Replace("@" + name, "", StringComparison.OrdinalIgnoreCase);
        }
        else
        {
            named = await colleagues.NamedAsync(rest, turn.Sender.Address, cancellationToken);
            if (named.Count > 1)
            {
                await turn.SayAsync($"I know more than one of that name: {string.Join(", ", named.Select(p => PlainRun.Of(p.Name)))}. Say `escalate: FULL NAME`.", cancellationToken);
                return;
            }

            if (named.Count == 0 && rest.StartsWith('@'))
            {
                await turn.SayAsync($"I don't know {PlainRun.Of(rest.Split(' ')[0].TrimStart('@'))} here yet. Mention them in a channel where I am, or ask them to say hi to me first. Without a name I ask whom your team's `setup` says.", cancellationToken);
                return;
            }

            if (named is [var one]) rest = WithoutName(rest, one.Name);
        }

        await desk.AskAsync(named, rest.Trim(' ', ',', ':', '-'), null, cancellationToken);
    }

    private static string WithoutName(string text, string name)
    {
        var start = text.TrimStart('@', ' ');
        return start.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? start[name.Length..] : start[name.Split(' ')[0].Length..];
    }
}
