using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ClientBot.Benchmarks;

/// <summary>Activities as Teams posts them, as UTF-8 JSON. Put together from ready pieces: the driver shares the processors with what it measures.</summary>
internal sealed class Wire(string serviceUrl, string? deliveryMode)
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private static readonly string[] Words = [.. ClientMessages.All.Select(m => JsonSerializer.Serialize(m))];

    public byte[] Joined(string conversation, string activity) => Activity(
        conversation, activity, "conversationUpdate", $"\"membersAdded\":[{{\"id\":\"29:{conversation}\"}},{{\"id\":\"28:bot\"}}]");

    public byte[] Said(string conversation, string activity, int words) =>
        Activity(conversation, activity, "message", $"\"textFormat\":\"plain\",\"text\":{Words[words % Words.Length]}");

    public byte[] Pressed(string conversation, string activity, string action, Button button) => Activity(
        conversation, activity, "message", $"\"value\":{{\"action\":\"{action}\",\"id\":\"{button.Id}\",\"version\":{button.Version}}}");

    private byte[] Activity(string conversation, string activity, string type, string rest)
    {
        var mode = deliveryMode is null ? "" : $"\"deliveryMode\":\"{deliveryMode}\",";
        return Encoding.UTF8.GetBytes(
            $"{{\"type\":\"{type}\",\"id\":\"{activity}\",\"timestamp\":\"2026-11-02T09:00:00.000Z\",\"serviceUrl\":\"{serviceUrl}\",\"channelId\":\"msteams\","
            + $"\"from\":{{\"id\":\"29:{conversation}\",\"name\":\"Robin Example\",\"aadObjectId\":\"{conversation}\"}},"
            + $"\"conversation\":{{\"conversationType\":\"personal\",\"tenantId\":\"{Tenant}\",\"id\":\"a:{conversation}\"}},"
            + $"\"recipient\":{{\"id\":\"28:bot\",\"name\":\"ClientBot\"}},{mode}"
            + "\"entities\":[{\"locale\":\"en-GB\",\"country\":\"GB\",\"platform\":\"Windows\",\"timezone\":\"Europe/London\",\"type\":\"clientInfo\"}],"
            + $"\"channelData\":{{\"tenant\":{{\"id\":\"{Tenant}\"}}}},\"locale\":\"en-GB\",{rest}}}");
    }
}

/// <summary>What a press needs to know of the card it is on.</summary>
internal readonly record struct Button(string Id, long Version)
{
    /// <summary>The first guidance button in a card's JSON, indented or not, or null.</summary>
    public static Button? In(ReadOnlySpan<byte> json)
    {
        var at = json.IndexOf("\"guidance."u8);
        if (at < 0) return null;
        json = json[at..];
        var id = After(json, "\"id\""u8);
        var version = After(json, "\"version\""u8);
        return id.Length > 28 && id[0] == '"' && Utf8Parser.TryParse(version, out long number, out _)
            ? new Button(Encoding.ASCII.GetString(id.Slice(1, 26)), number)
            : null;
    }

    // The value of the first property of that name.
    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.IndexOf(name);
        return at < 0 ? default : json[(at + name.Length)..].TrimStart(": "u8);
    }
}
