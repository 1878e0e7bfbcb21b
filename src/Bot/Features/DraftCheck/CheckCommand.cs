using ClientBot.Conversation;
using ClientBot.Features.Guidance;
using ClientBot.Playbook.Drafts;
using ClientBot.Playbook.Reading;

namespace ClientBot.Features.DraftCheck;

/// <summary><c>check: DRAFT</c>: reads the reply that the person is about to send. Nothing of it is kept; the answer goes to them alone.</summary>
internal sealed class CheckCommand(Turn turn, CasesSoFar cases, CurrentDraftReader reader, CurrentPlaybook playbook) : ICommand
{
    private const string Ask = "Which reply are you about to send? Put it behind the word, like this: `check: Hi Jo, your order …`";

    public string Word => "check";

    public CommandHelp Help => new("check: DRAFT", "Reads the reply you're about to send and says what could land badly.", "check: As I already told you, this isn't our fault.");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var draft = Unquoted(call.Rest.Trim());
        if (draft.Length == 0)
        {
            await turn.SayAsync(Ask, cancellationToken);
            return;
        }

        var so = await cases.OfAsync(turn.Person, cancellationToken);
        var known = so is null ? DraftCase.Unknown : new DraftCase(so.Situation, so.Flags);
        var remarks = reader.Now.Read(draft, known);
        var crisis = known.Flags.Contains(Flag.SelfHarm) ? playbook.Edition.Crisis : null;
        await turn.SayAsync(DraftCheckCard.Activity(draft, remarks, known, crisis), so?.Seal, cancellationToken);
    }

    // Who puts the whole draft between quotation marks doesn't quote anybody.
    private static string Unquoted(string draft) =>
        draft.Length > 2 && (draft[0], draft[^1]) is ('"', '"') or ('“', '”') or ('„', '“') && draft.IndexOf(draft[0], 1) is var next && (next < 0 || next == draft.Length - 1)
            ? draft[1..^1].Trim()
            : draft;
}
