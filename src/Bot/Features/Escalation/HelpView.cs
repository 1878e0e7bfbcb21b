using System.Globalization;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Content;
using ClientBot.Storage;

namespace ClientBot.Features.Escalation;

/// <summary>An escalation as its cards show it: names instead of ids, and the case's story.</summary>
internal sealed record HelpView(OpenRequest Open, CaseStory? Story, IReadOnlyDictionary<string, Person> People, long Now)
{
    public const string Nameless = "a colleague";

    public HelpRequest Request => Open.Row;

    public string Asker => NameOf(Request.AskerId);

    public string? Owner => Request.OwnerId is { } id ? NameOf(id) : null;

    public string NameOf(string? personId) => personId is not null && People.GetValueOrDefault(personId) is { Name: { Length: > 0 } name } ? name : Nameless;

    /// <summary>The last thing that somebody decided or answered, or null.</summary>
    public HelpEvent? Word => Open.History.LastOrDefault(e => e.Kind is HelpEventKind.Answered or HelpEventKind.Approved or HelpEventKind.Declined);

    /// <summary>How the owner has it; null where nobody does.</summary>
    public HelpEvent? Taken => Request.OwnerId is null ? null : Open.History.LastOrDefault(e => e.PersonId == Request.OwnerId && e.Kind is HelpEventKind.Taken
        or HelpEventKind.Joined or HelpEventKind.TookOver or HelpEventKind.Answered or HelpEventKind.Approved or HelpEventKind.Declined);

    /// <summary>What the asker can tell the client now; null where it was settled without a word that could be passed on.</summary>
    public Waiting? Line => Request.State switch
    {
        HelpState.CalledOff => null,
        HelpState.Resolved when Word is null => null,
        HelpState.Exhausted or HelpState.Waiting when Word is null => Waiting.NobodyReachable,
        HelpState.Asking => Waiting.Asked,
        _ => Open.History.LastOrDefault(e => e.Kind is HelpEventKind.Approved or HelpEventKind.Declined or HelpEventKind.Answered or HelpEventKind.Joined or HelpEventKind.TookOver) switch
        {
            { Kind: HelpEventKind.Approved } => Waiting.Approved,
            { Kind: HelpEventKind.Declined } => Waiting.Declined,
            { Kind: HelpEventKind.Joined } => Waiting.Joining,
            { Kind: HelpEventKind.TookOver } => Waiting.TakingOver,
            { Kind: HelpEventKind.Answered } answered => QuickAnswer.All.FirstOrDefault(q => q.Words == Open.NoteOf(answered))?.Line ?? Waiting.Advised,
            _ => Waiting.Taken,
        },
    };

    /// <summary>A time of day as this person's clock shows it; with the weekday when it isn't today.</summary>
    public string Time(long at, TimeZoneInfo zone)
    {
        var (then, today) = (TimeZoneInfo.ConvertTime(at.ToInstant(), zone), TimeZoneInfo.ConvertTime(Now.ToInstant(), zone));
        return then.ToString(then.Date == today.Date ? "HH:mm" : "ddd HH:mm", CultureInfo.InvariantCulture);
    }

    public string NeedInWords => Request.Need switch
    {
        Need.Join => "somebody to join the conversation",
        Need.TakeOver => "somebody to take this over",
        Need.Approve => "an approval",
        _ => "advice",
    };

    /// <summary>With the amount, which may be a client's words and stands in no notification.</summary>
    public string NeedInFull => Request.Need == Need.Approve && Open.Amount is { } amount ? $"an approval: {amount}" : NeedInWords;
}
