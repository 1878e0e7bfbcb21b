using System.Collections.Frozen;
using ClientBot.Delivery;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// What Slack's Web API answered. It says 200 to refusals too: <c>ok</c> and <c>error</c> tell. Status 0: no answer, and
/// <paramref name="Fault"/> says what happened.
/// </summary>
internal sealed record SlackAnswer(int Status, JObject? Body, TimeSpan? RetryAfter, string? Fault)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(2), Longest = TimeSpan.FromHours(1);

    private static readonly FrozenSet<string> Closed = new[]
    {
        "channel_not_found", "is_archived", "not_in_channel", "user_not_in_channel", "user_not_found", "users_not_found", "user_not_visible", "user_disabled", "cannot_dm_bot",
        "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel",
        "team_not_found", "no_permission", "access_denied", "ekm_access_denied", "org_login_required", "method_not_supported_for_channel_type", "mpim_prohibited",
    }.ToFrozenSet();

    // The installation is over, or never had this right: nothing arrives until somebody installs the app again.
    private static readonly FrozenSet<string> Lost = new[]
    {
        "token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive", "missing_scope", "not_allowed_token_type", "team_access_not_granted", "enterprise_is_restricted",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Faults = new[]
    {
        "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited", "external_channel_migrating", "update_failed",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Gone = new[] { "message_not_found", "cant_update_message", "edit_window_closed", "not_found" }.ToFrozenSet();

    // What is wrong with the message itself: in plain words it may still arrive.
    private static readonly FrozenSet<string> Malformed = new[]
    {
        "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_arguments", "invalid_arg_name", "too_many_attachments", "blocks_too_long",
    }.ToFrozenSet();

    public bool IsOk => Status is >= 200 and < 300 && Body?["ok"] is JValue { Type: JTokenType.Boolean } ok && (bool)ok;

    /// <summary>Slack's own word for a refusal; the status where there is none.</summary>
    public string Code => Body?["error"] is JValue { Type: JTokenType.String } error && IsWord((string)error!) ? (string)error! : Fault ?? $"http_{Status}";

    public bool IsLost => Lost.Contains(Code);

    public bool IsMalformed => Malformed.Contains(Code);

    public bool IsClosed => Closed.Contains(Code);

    public string? Text(string path) => Body?.SelectToken(path) is JValue { Type: JTokenType.String } value ? (string?)value : null;

    /// <summary>The answer to sending something new.</summary>
    public Outcome ToSend(string timestamp = "ts") => IsOk ? new Outcome.Delivered(Text(timestamp)) : Refusal();

    /// <summary>The answer to changing or deleting a message that was there.</summary>
    public Outcome ToChange() => IsOk ? new Outcome.Delivered(Text("ts")) : Gone.Contains(Code) ? new Outcome.Gone() : Refusal();

    public Outcome Refusal() => this switch
    {
        { Status: 429 } or { Code: "ratelimited" or "rate_limited" or "message_limit_exceeded" } => new Outcome.RetryAfter(Wait()),
        { Status: 0 or 408 or >= 500 } => new Outcome.Unknown(Code),
        _ when Faults.Contains(Code) => new Outcome.Unknown(Code),
        _ when IsClosed || IsLost => new Outcome.Unreachable(Code),
        { Body: null } => new Outcome.Unknown(Code),
        _ => new Outcome.Refused(Code),
    };

    // With no time given, not everybody at the same instant.
    private TimeSpan Wait() => RetryAfter is not { } asked ? DefaultWait + (TimeSpan.FromSeconds(1) * Random.Shared.NextDouble()) : asked < Longest ? asked : Longest;

    private static bool IsWord(string code) => code.Length is > 0 and <= 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
