using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Looks at a request's body before the Bot Framework does: the adapter reads leniently, and what it lets in would fail
/// somewhere in the middle of a turn. Nothing is kept and nothing is changed here.
/// </summary>
internal sealed class ActivityGate(TeamsAccount account)
{
    public const int LargestBody = 256 * 1024;

    private const int Deepest = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>The channels that speak the Connector's protocol. Nobody signs for the later ones, which are local test clients.</summary>
    public static readonly IReadOnlyList<string> Channels = ["msteams", "emulator", "webchat", "directline"];

    private static readonly string[] Answered = [ActivityTypes.Message, ActivityTypes.Invoke, ActivityTypes.ConversationUpdate, ActivityTypes.InstallationUpdate];

    public GateVerdict Judge(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span)) return GateVerdict.Bad("The body is not UTF-8.");
        try
        {
            using var json = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Strict);
            return Judge(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape in a name or an id that is no character (\ud800 alone).
            return GateVerdict.Bad($"The body is not JSON of at most {Deepest} levels.");
        }
    }

    private GateVerdict Judge(JsonElement activity)
    {
        if (ActivityShape.Whole.FaultIn(activity) is { } fault) return GateVerdict.Bad(fault[0] == '.' ? fault[1..] + "." : "The body" + fault + ".");
        var type = ActivityShape.Find(activity, "type");
        if (string.IsNullOrEmpty(type)) return Missing("type");
        if (string.IsNullOrEmpty(ActivityShape.Find(activity, "conversation", "id"))) return Missing("conversation.id");
        var channel = ActivityShape.Find(activity, "channelId");
        if (string.IsNullOrEmpty(channel)) return Missing("channelId");
        if (!Channels.Contains(channel)) return GateVerdict.Bad("channelId must be msteams.");
        if (!IsServiceUrl(ActivityShape.Find(activity, "serviceUrl"))) return GateVerdict.Bad($"serviceUrl must be an absolute {(account.SignsIn ? "https" : "http or https")} address.");
        if (!IsAllowed(activity)) return new GateVerdict(StatusCodes.Status403Forbidden, "This bot does not serve your organisation.", false);
        if (!Answered.Contains(type)) return GateVerdict.Nothing;
        if (string.IsNullOrEmpty(ActivityShape.Find(activity, "from", "id"))) return Missing("from.id");
        if (type is ActivityTypes.Message or ActivityTypes.Invoke && string.IsNullOrEmpty(ActivityShape.Find(activity, "recipient", "id"))) return Missing("recipient.id");
        return GateVerdict.In;
    }

    private bool IsAllowed(JsonElement activity)
    {
        var said = ActivityShape.Find(activity, "conversation", "tenantId");
        var data = ActivityShape.Find(activity, "channelData", "tenant", "id");
        return account.Allows(said ?? data ?? "") && (data is null || account.Allows(data));
    }

    private bool IsServiceUrl(string? text) =>
        text is { Length: <= 1024 } && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && !account.SignsIn))
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    private static GateVerdict Missing(string field) => GateVerdict.Bad(field + " is missing.");
}

/// <summary>What becomes of a request: refused with a status and a sentence, let in, or let in for nothing.</summary>
internal sealed record GateVerdict(int Status, string? Sentence, bool IsForBot)
{
    public static readonly GateVerdict In = new(StatusCodes.Status200OK, null, true);

    /// <summary>Of a kind that the bot does not answer: once the caller has been verified, 200 and nothing.</summary>
    public static readonly GateVerdict Nothing = new(StatusCodes.Status200OK, null, false);

    public static GateVerdict Bad(string sentence) => new(StatusCodes.Status400BadRequest, sentence, false);
}
