using ClientBot.Storage;

namespace ClientBot.Features.Escalation;

/// <summary>
/// What an escalation's cards are shown as: <c>help:ID</c> the asker's, <c>help:ID:PERSON</c> a helper's, <c>help:ID:here</c> the notice
/// in a channel. A message that was followed by a newer one keeps its subject with "#" and an id behind it.
/// </summary>
internal static class HelpSubjects
{
    private const string Prefix = "help:";

    public static string OfAsker(HelpRequest request) => Prefix + request.Id;

    public static string OfHelper(HelpRequest request, string personId) => $"{Prefix}{request.Id}:{personId}";

    public static string OfNotice(HelpRequest request) => $"{Prefix}{request.Id}:here";

    /// <summary>The escalation that such a subject shows, or null.</summary>
    public static string? RequestIdIn(string subject) =>
        subject.StartsWith(Prefix, StringComparison.Ordinal) && subject.Length >= Prefix.Length + Ids.Length ? subject.Substring(Prefix.Length, Ids.Length) : null;

    /// <summary>True for the card, also a former one, that this person was asked with.</summary>
    public static bool IsOfHelper(string subject, string personId) =>
        RequestIdIn(subject) is { } id && subject.Split('#')[0] == $"{Prefix}{id}:{personId}";
}
