using System.Globalization;
using System.Text.Json;
using ClientBot.Delivery;

namespace ClientBot.Channels.Teams;

/// <summary>What the channel service answered. Status 0: it did not, and <paramref name="Fault"/> says what happened; final when asking again won't help.</summary>
internal sealed record ConnectorAnswer(int Status, string Body, TimeSpan? RetryAfter, string? Fault, bool Final = false)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(2), Longest = TimeSpan.FromHours(1);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The id in the answer, or null: Teams does not always give one.</summary>
    public string? Id => Read(static root => Text(root, "id")) is { Length: > 0 } id ? id : null;

    /// <summary>The person in the answer, where one was asked for (conversation members).</summary>
    public (string? Email, string? Tenant, bool IsGuest) Member => (
        Read(static root => Text(root, "email")), Read(static root => Text(root, "tenantId")),
        Read(static root => Text(root, "userRole")) == "guest" || Read(static root => Text(root, "userPrincipalName"))?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The members in the answer to a page of them, or null.</summary>
    public IReadOnlyList<Member>? Members => Read(static root => root.TryGetProperty("members", out var members) && members.ValueKind == JsonValueKind.Array
        ? members.EnumerateArray().Select(m => new Member(Text(m, "userRole"), Text(m, "tenantId"))).ToList() : null);

    /// <summary>Where the next page begins, or null.</summary>
    public string? Continuation => Read(static root => Text(root, "continuationToken")) is { Length: > 0 } token ? token : null;

    /// <summary>The service's own word for a refusal, wherever this one carries it; the status where there is none.</summary>
    public string Code => Sane(Read(CodeIn)) ?? Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>The answer to sending something new.</summary>
    public Outcome ToSend() => Status switch
    {
        >= 200 and < 300 => new Outcome.Delivered(Id),
        403 or 404 or 410 => new Outcome.Unreachable(Code),
        _ => Otherwise(),
    };

    /// <summary>The answer to changing or deleting a message that was there. Its being gone is not the conversation's being gone.</summary>
    public Outcome ToChange() => Status switch
    {
        >= 200 and < 300 => new Outcome.Delivered(Id),
        404 or 410 when !Code.StartsWith("Conversation", StringComparison.OrdinalIgnoreCase) => new Outcome.Gone(),
        403 or 404 or 410 => new Outcome.Unreachable(Code),
        _ => Otherwise(),
    };

    internal static string? Sane(string? code) =>
        code is { Length: > 0 and <= 64 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '+') ? code : null;

    private Outcome Otherwise() => Status switch
    {
        0 when Final => new Outcome.Unreachable(Fault!),
        0 => new Outcome.Unknown(Fault ?? "no answer"),
        412 or 429 => new Outcome.RetryAfter(Wait()),
        401 or 408 or >= 500 or < 400 => new Outcome.Unknown(Code),
        _ => new Outcome.Refused(Code),
    };

    // With no time given, not everybody at the same instant.
    private TimeSpan Wait() => RetryAfter is not { } asked ? DefaultWait + (TimeSpan.FromSeconds(1) * Random.Shared.NextDouble()) : asked < Longest ? asked : Longest;

    private T? Read<T>(Func<JsonElement, T?> find)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? find(json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // A proxy's HTML, or nothing.
        }
    }

    // {"error":{"code","message"}}, or {"errorCode":209,"message":"{…\"subCode\":\"MessageWritesBlocked\"…}"}.
    private static string? CodeIn(JsonElement root)
    {
        var error = root.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        if (Text(error, "message") is { } message && message.AsSpan().TrimStart().StartsWith('{'))
        {
            using var nested = JsonDocument.Parse(message);
            if (Text(nested.RootElement, "subCode") is { } sub) return sub;
        }

        return Text(error, "subCode") ?? Text(error, "code");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What the service tells of a member, as far as it is asked for here.</summary>
internal sealed record Member(string? Role, string? Tenant);
