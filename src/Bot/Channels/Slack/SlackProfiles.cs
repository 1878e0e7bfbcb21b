using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>
/// Names and zones of people, which Slack's events don't tell. Asked before a turn and never within one; without an
/// answer in time the turn runs without.
/// </summary>
internal sealed class SlackProfiles(SlackApi api, TimeProvider clock)
{
    private const int MostKept = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(6), NotKept = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Team, string User), (SlackProfile Profile, DateTimeOffset Until)> _known = new();

    public async Task<SlackProfile> OfAsync(SlackWorkspace workspace, string userId, CancellationToken cancellationToken)
    {
        var key = (workspace.TeamId, userId);
        if (_known.TryGetValue(key, out var known) && known.Until > clock.GetUtcNow()) return known.Profile;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var answer = await api.CallAsync(workspace.Token, "users.info", new JObject { ["user"] = userId }, patience.Token);
        cancellationToken.ThrowIfCancellationRequested();
        // An old answer is better than none.
        var profile = answer.IsOk ? Read(answer.Body!["user"], workspace) : known.Profile ?? SlackProfile.Nobody with { IsMissing = answer.IsClosed };
        if (_known.Count >= MostKept) _known.Clear();
        _known[key] = (profile, clock.GetUtcNow() + (answer.IsOk ? Kept : NotKept));
        return profile;
    }

    private static SlackProfile Read(JToken? user, SlackWorkspace workspace) => new(
        Shortened(new[] { user.Text("profile.real_name"), user.Text("real_name"), user.Text("profile.display_name"), user.Text("name") }.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n))),
        user.Text("tz"),
        user.IsTrue("is_bot") || user.IsTrue("deleted"),
        user.IsTrue("is_stranger") || (user.Text("team_id") is { } team && team != workspace.TeamId && !user.IsTrue("enterprise_user")),
        IsGuest: user.IsTrue("is_restricted") || user.IsTrue("is_ultra_restricted"));

    private static string? Shortened(string? name) => name is null ? null : new string([.. name.Where(c => !char.IsControl(c)).Take(100)]).Trim();
}

/// <param name="Name">As people know them; null where nobody told.</param>
/// <param name="Zone">The IANA name of their zone.</param>
/// <param name="IsBot">A program, or somebody who left.</param>
/// <param name="IsStranger">Of another organisation, in a channel that two share.</param>
/// <param name="IsMissing">Slack knows nobody of that id.</param>
/// <param name="IsGuest">Let into some channels only.</param>
internal sealed record SlackProfile(string? Name, string? Zone, bool IsBot, bool IsStranger, bool IsMissing = false, bool IsGuest = false)
{
    public bool IsOutsider => IsStranger || IsGuest;

    public static readonly SlackProfile Nobody = new(null, null, false, false);
}
