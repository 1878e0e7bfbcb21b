using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Reading;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Features.Guidance;

/// <summary>"Fill in": who the client is, what it is about, by when and what can be offered. The lines then say so.</summary>
internal sealed class DetailsForm(Rounds rounds) : IForm
{
    private const int Longest = 80;

    private static readonly (string Id, string Label, string Hint)[] Fields =
    [
        ("client", "The client, as you address them", "Ms Brandt"),
        ("issue", "What it is about", "the March invoice"),
        ("date", "You'll be back by", "3 today"),
        ("offer", "You can offer", "a call today"),
        ("me", "Your name, to sign with", "Maria"),
    ];

    public string Action => GuidanceActions.Details;

    public async Task<TaskModuleResponse> OpenAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(press, cancellationToken, tell: false) is not var (round, open)) return Invokes.Message(Rounds.NoLongerHere);
        return new TaskModuleResponse(new TaskModuleContinueResponse(new TaskModuleTaskInfo
        {
            Title = "Fill in", Height = "medium", Width = "medium", Card = FormCard(round, Details.Of(open), (await rounds.ViewAsync(round, open, cancellationToken)).Answer.Slots),
        }));
    }

    public async Task<TaskModuleResponse?> SubmitAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(press, cancellationToken, tell: false) is not var (round, open)) return Invokes.Message(Rounds.NoLongerHere);
        Details.Keep(open, new Slots
        {
            Client = Value(press, "client"), Issue = Value(press, "issue"), Date = Value(press, "date"), Offer = Value(press, "offer"), Me = Value(press, "me"),
        });
        await rounds.RefreshAsync(round, open, cancellationToken);
        return null;
    }

    private static Attachment FormCard(Round round, Slots known, Slots found)
    {
        var card = new AdaptiveCard("1.3");
        card.Body.Add(new AdaptiveTextBlock("Leave out what you like: the lines read well without it.") { Wrap = true, IsSubtle = true });
        foreach (var (id, title, hint) in Fields)
            card.Body.Add(new AdaptiveTextInput { Id = id, Label = title, Placeholder = hint, MaxLength = Longest, Value = Known(id, known, found) });
        card.Actions.Add(new AdaptiveSubmitAction { Title = "Put it in", Data = CardButton.Data(GuidanceActions.Details, round.Id, round.Version) });
        return new Attachment { ContentType = AdaptiveCard.ContentType, Content = card };
    }

    /// <summary>What was found in the message, or is promised anyway, stands there to be changed.</summary>
    private static string? Known(string id, Slots known, Slots found) => id switch
    {
        "client" => known.Client, "issue" => known.Issue ?? found.Issue, "date" => known.Date ?? found.Date, "offer" => known.Offer, _ => known.Me,
    };

    // Clients of the platforms may not enforce the length; a line break would split the sentence it stands in.
    private static string? Value(ButtonPress press, string id)
    {
        if (!press.Inputs.TryGetValue(id, out var text)) return null;
        var line = string.Join(' ', PaymentNumbers.Masked(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ',', ' ');
        // The lines say "by" themselves.
        if (id == "date" && line.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) line = line[3..].TrimStart();
        return line.Length == 0 ? null : line.Shortened(Longest);
    }
}
