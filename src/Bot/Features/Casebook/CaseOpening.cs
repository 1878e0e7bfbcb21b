using System.Globalization;
using ClientBot.Conversation;
using ClientBot.Delivery;

namespace ClientBot.Features.Casebook;

/// <summary>Opens a case again: its newest card, at the end of the chat.</summary>
internal sealed class CaseOpening(Cases cases, ICaseCard card, Turn turn)
{
    public const string Gone = "That case is no longer here: it was forgotten, or its time was up. `cases` lists those that there are.";

    /// <summary>A case of somebody else's and one that is gone sound the same.</summary>
    public async Task OpenAsync(string caseId, CancellationToken cancellationToken)
    {
        var open = await cases.FindAsync(caseId, cancellationToken);
        if (open is null || open.Case.PersonId != turn.Person.Id || !await card.ShowLatestAsync(open, cancellationToken)) await turn.SayAsync(Gone, cancellationToken);
    }
}

/// <summary>The buttons under the list of cases.</summary>
internal sealed class CaseButtons(CaseOpening opening) : IButtons
{
    public const string Open = "casebook.open";

    public IReadOnlyCollection<string> Actions => [Open];

    public Task PressAsync(ButtonPress press, CancellationToken cancellationToken) => opening.OpenAsync(press.Id, cancellationToken);
}

/// <summary><c>case</c>: the newest case's card again; <c>case 2</c> and <c>case: Acme</c> the one of the list.</summary>
internal sealed class CaseCommand(Cases cases, CaseOpening opening, Turn turn) : ICommand, IPlainWord
{
    private const int Most = 50;

    public string Word => "case";

    public CommandHelp Help => new("case [NAME]", "A case's newest card again: of the client you name, or the newest.", "case: Acme");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var which = call.Rest.Trim().TrimEnd('.', '!');
        var rows = await cases.NewestAsync(turn.Person, Most, cancellationToken);
        var meant = which.Length == 0 ? rows.FirstOrDefault()
            : int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? rows.ElementAtOrDefault(number - 1)
            : await NamedAsync(rows, which, cancellationToken);
        if (meant is not null) await opening.OpenAsync(meant.Id, cancellationToken);
        else await turn.SayAsync(rows.Count == 0 ? "You have no cases. Tell me what a client said, and that begins one." : "I don't know which case you mean. `cases` lists them.", cancellationToken);
    }

    private async Task<Case?> NamedAsync(List<Case> rows, string name, CancellationToken cancellationToken)
    {
        foreach (var row in rows.Where(r => r.Label is not null))
        {
            if (await cases.FindAsync(row.Id, cancellationToken) is { Label: { } label } && label.Equals(name, StringComparison.OrdinalIgnoreCase)) return row;
        }

        return null;
    }
}
