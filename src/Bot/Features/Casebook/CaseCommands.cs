using System.Globalization;
using System.Text;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Casebook;

/// <summary><c>cases</c>: the person's open cases, newest first.</summary>
internal sealed class CasesCommand(Cases cases, Vault vault, Turn turn, TimeProvider clock) : ICommand, IPlainWord
{
    private const int Most = 10;

    public string Word => "cases";

    public CommandHelp Help => new("cases", "Your cases, newest first.", "cases");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var rows = await cases.NewestAsync(turn.Person, Most + 1, cancellationToken);
        if (rows.Count == 0)
        {
            await turn.SayAsync("You have no cases. Tell me what a client said, and that begins one.", cancellationToken);
            return;
        }

        var lines = new List<CaseLine>();
        foreach (var row in rows.Take(Most))
        {
            var seal = await vault.FindAsync(row.DataKeyId, cancellationToken);
            var label = row.Label is { } sealedLabel && seal is not null ? seal.Open(sealedLabel) : "a client without a name";
            lines.Add(new CaseLine(row.Id, label, row.Rounds, Ago.Of(clock.Milliseconds() - row.LastAt)));
        }

        // Quotes several clients: a key that goes with any of them.
        await turn.SayAsync(CasesCard.Of(lines, more: rows.Count > Most), await vault.OfPersonAsync(turn.Person.Id, cancellationToken), cancellationToken);
    }
}

/// <summary><c>new</c>: the next message is another client's, so that it joins no case.</summary>
internal sealed class NewCommand(Cases cases, Turn turn) : ICommand, IPlainWord
{
    public string Word => "new";

    public CommandHelp Help => new("new", "Closes the case you're on: what you send next is another client's.", "new");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        await cases.CloseRecentAsync(turn.Person, cancellationToken);
        await turn.SayAsync("Right, another client. What did they say?", cancellationToken);
    }
}

/// <summary><c>forget</c>: deletes the newest case, the one of a client, or all. What is held stays; what isn't understood deletes nothing.</summary>
internal sealed class ForgetCommand(ClientBotDb db, Cases cases, Turn turn) : ICommand
{
    public string Word => "forget";

    public CommandHelp Help => new(
        "forget", "Deletes your newest case and takes back my messages that quote it. `forget: NAME` deletes the one of that client, `forget: everything` all of them.", "forget: Acme");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var mine = await db.Set<Case>().AsNoTracking().Where(c => c.PersonId == turn.Person.Id).OrderByDescending(c => c.LastAt).ToListAsync(cancellationToken);
        if (mine.Count == 0)
        {
            await turn.SayAsync("There is nothing to forget: I keep no case of yours.", cancellationToken);
            return;
        }

        var meant = await MeantAsync(mine, call.Rest.Trim().TrimEnd('.', '!'), cancellationToken);
        if (meant.Count == 0)
        {
            await turn.SayAsync(
                "I don't know which case you mean, so I've deleted nothing. `forget` deletes your newest, `forget: NAME` the one of that client, `forget: everything` all of them.", cancellationToken);
            return;
        }

        var held = meant.Count(c => c.HeldBy is not null);
        var withdrawn = Withdrawal.Nothing;
        foreach (var row in meant.Where(c => c.HeldBy is null)) withdrawn += await cases.ForgetAsync(row, cancellationToken);
        await turn.SayAsync(Report(meant.Count - held, held, withdrawn), cancellationToken);
    }

    private async Task<List<Case>> MeantAsync(List<Case> mine, string which, CancellationToken cancellationToken)
    {
        if (which.Length == 0) return mine[..1];
        if (which.Equals("everything", StringComparison.OrdinalIgnoreCase) || which.Equals("all", StringComparison.OrdinalIgnoreCase)) return mine;
        var named = new List<Case>();
        foreach (var row in mine.Where(c => c.Label is not null))
        {
            if (await cases.FindAsync(row.Id, cancellationToken) is { Label: { } label } && label.Equals(which, StringComparison.OrdinalIgnoreCase)) named.Add(row);
        }

        return named;
    }

    private static string Report(int forgotten, int held, Withdrawal withdrawn)
    {
        var text = new StringBuilder();
        if (forgotten > 0)
        {
            text.Append(forgotten == 1 ? "Forgotten: that case, with everything I kept of it. " : $"Forgotten: {forgotten.ToString(CultureInfo.InvariantCulture)} cases, with everything I kept of them. ");
            if (withdrawn.TakenBack > 0) text.Append(CultureInfo.InvariantCulture, $"I'm taking back my messages that quoted {(forgotten == 1 ? "it" : "them")}; should one stay, I'll tell you. ");
            if (withdrawn.Remaining > 0)
                text.Append(CultureInfo.InvariantCulture, $"{withdrawn.Remaining} of them I can't take back: please delete {(withdrawn.Remaining == 1 ? "it" : "them")} yourself. ");
            text.Append("What you typed yourself stays in this chat until you delete it: I can't.");
        }

        if (held > 0) text.Append(forgotten > 0 ? "\n\n" : "").Append(held == 1 ? "One case is on hold and stays." : $"{held.ToString(CultureInfo.InvariantCulture)} cases are on hold and stay.");
        return text.ToString();
    }
}
