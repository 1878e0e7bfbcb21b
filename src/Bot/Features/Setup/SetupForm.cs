using System.Globalization;
using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Features.Setup;

/// <summary>The form of a team's settings. What doesn't fit is said beside the fields, and nothing typed is lost.</summary>
internal sealed class SetupForm(TeamSettings settings, Colleagues colleagues, Digests digests, Turn turn) : IForm
{
    public const string ActionName = "setup.change";
    public const int Steps = 4;
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public string Action => ActionName;

    public async Task<TaskModuleResponse> OpenAsync(ButtonPress press, CancellationToken cancellationToken) =>
        await settings.FindAsync(press.Id, cancellationToken) is { } team
            ? await FormAsync(team, await ValuesOfAsync(team, cancellationToken), null, cancellationToken)
            : Invokes.Message(TeamSettings.NoRight);

    public async Task<TaskModuleResponse?> SubmitAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(press.Id, cancellationToken) is not { } team) return Invokes.Message(TeamSettings.NoRight);
        if (press.Version < team.Version) return await FormAsync(team, await ValuesOfAsync(team, cancellationToken), "Somebody has changed the settings since you opened them. These are the present ones.", cancellationToken);
        var known = (await colleagues.KnownAsync(turn.Sender.Address, cancellationToken)).Select(p => p.Id).ToHashSet();
        var (policy, fault) = Read(press.Inputs, known, TeamSettings.PolicyOf(team));
        var digest = DigestFields.Read(press.Inputs);
        if (policy is null || digest.Fault is not null) return await FormAsync(team, press.Inputs, fault ?? digest.Fault, cancellationToken);
        if (press.Inputs.GetValueOrDefault("name")?.Trim() is { Length: > 0 } name) team.Name = name.Shortened(60);
        if (digest.IsChange)
        {
            team.Zone = digest.Zone;
            await digests.PlanAsync(team, digest.Schedule, cancellationToken);
        }

        settings.Save(team, policy);
        await turn.SayAsync($"Saved for {PlainRun.Of(team.Name)}. What runs already keeps the settings it began with.", cancellationToken);
        return null;
    }

    private static (Policy? Policy, string? Fault) Read(IReadOnlyDictionary<string, string> inputs, HashSet<string> known, Policy before)
    {
        var steps = new List<PolicyStep>();
        var kept = before.People.ToHashSet();
        for (var i = 1; i <= Steps; i++)
        {
            var people = People(inputs, "people" + i).Where(p => known.Contains(p) || kept.Contains(p)).ToList();
            if (people.Count == 0) continue;
            if (Durations.Read(inputs.GetValueOrDefault("wait" + i, "5 min")) is not { } wait || wait > TimeSpan.FromDays(1))
                return (null, $"Step {i}: how long they have to answer is written like 5 min, 90 s or 1 h, a day at most.");
            steps.Add(new PolicyStep(people, wait));
        }

        if (steps.Count == 0) return (null, "Choose at least one person to ask.");
        if (Durations.Read(inputs.GetValueOrDefault("remind", "1 h")) is not { } remind || remind < Policy.ShortestReminder || remind > Policy.LongestReminder)
            return (null, "The reminder comes after 5 min at the earliest and 24 h at the latest.");
        WorkingHours? hours = null;
        if (inputs.GetValueOrDefault("hours") == "some")
        {
            var days = People(inputs, "days").Select(d => Enum.TryParse<DayOfWeek>(d, out var day) ? day : (DayOfWeek?)null).OfType<DayOfWeek>().Distinct().ToList();
            if (days.Count == 0) return (null, "Choose the days on which people work.");
            if (!Time(inputs, "from", out var from) || !Time(inputs, "to", out var to)) return (null, "Working hours are written like 09:00 and 17:30.");
            hours = new WorkingHours(days, from, to);
        }

        return (new Policy
        {
            Steps = steps,
            Repeats = int.TryParse(inputs.GetValueOrDefault("repeats"), NumberStyles.None, CultureInfo.InvariantCulture, out var repeats) ? Math.Clamp(repeats, 0, Policy.MostRepeats) : 0,
            AtTheEnd = [.. People(inputs, "end").Where(p => known.Contains(p) || kept.Contains(p))],
            Hours = hours,
            WhenOffDuty = inputs.GetValueOrDefault("offduty") == "hold" ? OffDuty.Hold : OffDuty.NextStep,
            RemindAfter = remind,
        }, null);
    }

    private static IEnumerable<string> People(IReadOnlyDictionary<string, string> inputs, string id) =>
        inputs.GetValueOrDefault(id, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct();

    private static bool Time(IReadOnlyDictionary<string, string> inputs, string id, out TimeOnly time) =>
        TimeOnly.TryParseExact(inputs.GetValueOrDefault(id, ""), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private async Task<Dictionary<string, string>> ValuesOfAsync(Team team, CancellationToken cancellationToken)
    {
        var policy = TeamSettings.PolicyOf(team);
        var values = new Dictionary<string, string>
        {
            ["name"] = team.Name, ["repeats"] = policy.Repeats.ToString(CultureInfo.InvariantCulture), ["end"] = string.Join(',', policy.AtTheEnd),
            ["hours"] = policy.Hours is null ? "any" : "some", ["from"] = policy.Hours?.From.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "09:00",
            ["to"] = policy.Hours?.To.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "17:30", ["days"] = string.Join(',', policy.Hours?.Days ?? Week[..5]),
            ["offduty"] = policy.WhenOffDuty == OffDuty.Hold ? "hold" : "next", ["remind"] = Durations.Write(policy.RemindAfter),
        };
        for (var i = 0; i < policy.Steps.Count && i < Steps; i++)
        {
            values["people" + (i + 1)] = string.Join(',', policy.Steps[i].People);
            values["wait" + (i + 1)] = Durations.Write(policy.Steps[i].Wait);
        }

        DigestFields.Put(values, team, await digests.FindAsync(team.Id, cancellationToken));
        return values;
    }

    private async Task<TaskModuleResponse> FormAsync(Team team, IReadOnlyDictionary<string, string> values, string? fault, CancellationToken cancellationToken)
    {
        var people = (await colleagues.KnownAsync(turn.Sender.Address, cancellationToken)).Select(p => (p.Id, p.Name)).ToList();
        var card = new AdaptiveCard("1.3");
        if (fault is not null) card.Body.Add(new AdaptiveTextBlock(fault) { Wrap = true, Color = AdaptiveTextColor.Attention });
        card.Body.Add(Text("name", "The team's name", values));
        card.Body.Add(new AdaptiveTextBlock("Who is asked for help, in this order. Whoever has said a word to me, or was mentioned to me, can be chosen.") { Wrap = true, IsSubtle = true });
        for (var i = 1; i <= Steps; i++)
        {
            card.Body.Add(Choice("people" + i, i == 1 ? "First" : i == 2 ? "Then" : "And then", values, people, many: true));
            card.Body.Add(Text("wait" + i, "Time to answer", values, "5 min"));
        }

        card.Body.Add(Choice("repeats", "If nobody answers", values, [("0", "tell me so"), ("1", "ask all once more"), ("2", "ask all twice more")]));
        card.Body.Add(Choice("end", "Who hears of it in the end", values, people, many: true));
        card.Body.Add(Choice("hours", "When people can be asked", values, [("any", "at any hour"), ("some", "in working hours only")]));
        card.Body.Add(Choice("days", "Working days", values, [.. Week.Select(d => (d.ToString(), d.ToString()))], many: true));
        card.Body.Add(Text("from", "From, in each one's own time", values, "09:00"));
        card.Body.Add(Text("to", "To", values, "17:30"));
        card.Body.Add(Choice("offduty", "When nobody of a step is on duty", values, [("next", "ask the next at once"), ("hold", "wait until they are")]));
        card.Body.Add(Text("remind", "Remind whoever has it after", values, "1 h"));
        card.Body.AddRange(DigestFields.Elements(values, Week));
        card.Actions.Add(new AdaptiveSubmitAction { Title = "Save", Data = CardButton.Data(ActionName, team.Id, team.Version) });
        return new TaskModuleResponse(new TaskModuleContinueResponse(new TaskModuleTaskInfo
        {
            Title = "Team settings", Height = "large", Width = "medium", Card = new Attachment { ContentType = AdaptiveCard.ContentType, Content = card },
        }));
    }

    private static AdaptiveTextInput Text(string id, string label, IReadOnlyDictionary<string, string> values, string? hint = null) =>
        new() { Id = id, Label = label, Value = values.GetValueOrDefault(id), Placeholder = hint, MaxLength = 60 };

    private static AdaptiveChoiceSetInput Choice(string id, string label, IReadOnlyDictionary<string, string> values, IReadOnlyList<(string Value, string Title)> choices, bool many = false) => new()
    {
        Id = id, Label = label, Value = values.GetValueOrDefault(id), IsMultiSelect = many, Style = AdaptiveChoiceInputStyle.Compact,
        Choices = [.. choices.Select(c => new AdaptiveChoice { Title = c.Title, Value = c.Value })],
    };
}
