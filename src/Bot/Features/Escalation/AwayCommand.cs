using System.Globalization;
using System.Text.RegularExpressions;
using ClientBot.Conversation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Escalation;

/// <summary><c>away until WHEN → DEPUTY</c>: until then the deputy is asked in this person's place; <c>back</c> ends it.</summary>
internal sealed partial class AwayCommand(ClientBotDb db, Turn turn, Colleagues colleagues, TimeProvider clock) : ICommand
{
    private const string How = "Say `away: until monday → NAME`, or a date: `away: until 2026-08-31 → NAME`. Without a name, whoever comes after you is asked.";

    public string Word => "away";

    public CommandHelp Help => new("away", "Until then I ask somebody else in your place. `back` ends it.", "away: until monday → Maria");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var match = Until().Match(call.Rest);
        var zone = LocalTimes.ZoneOf(turn.Person.Zone);
        if (!match.Success || DayIn(match.Groups[1].Value, zone) is not { } day)
        {
            await turn.SayAsync("I don't know until when. " + How, cancellationToken);
            return;
        }

        Person? deputy = null;
        if (match.Groups[2].Value.Trim(' ', '@') is { Length: > 0 } name)
        {
            var mentioned = await colleagues.MentionedAsync(turn.Context.Activity, turn.Sender.Address, cancellationToken);
            var named = mentioned.Count > 0 ? mentioned : await colleagues.NamedAsync(name, turn.Sender.Address, cancellationToken);
            if (named is not [var one] || one.Id == turn.Person.Id)
            {
                await turn.SayAsync($"I don't know who {PlainRun.Of(name)} is here. " + How, cancellationToken);
                return;
            }

            deputy = one;
        }

        if (await db.Set<Absence>().FirstOrDefaultAsync(a => a.PersonId == turn.Person.Id, cancellationToken) is not { } absence)
        {
            absence = new Absence { PersonId = turn.Person.Id };
            db.Add(absence);
        }

        absence.Until = LocalTimes.At(day, TimeOnly.MinValue, zone).ToUnixTimeMilliseconds();
        absence.DeputyId = deputy?.Id;
        await turn.SayAsync(
            $"You're away until {day.ToString("dddd d MMMM", CultureInfo.InvariantCulture)}. {(deputy is null ? "Whoever comes after you is asked" : $"I ask {PlainRun.Of(deputy.Name)} in your place")}. `back` ends it.",
            cancellationToken);
    }

    private DateOnly? DayIn(string text, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var word = text.Trim().ToLowerInvariant();
        if (word == "tomorrow") return today.AddDays(1);
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date > today && date < today.AddYears(1) ? date : null;
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString().ToLowerInvariant();
            if (word == name || word == name[..3]) return today.AddDays((((int)day - (int)today.DayOfWeek + 6) % 7) + 1);
        }

        return null;
    }

    [GeneratedRegex(@"^\s*(?:(?:until|till|to)\s+)?(\d{4}-\d\d-\d\d|[a-z]+)\s*(?:(?:→|->|=>|,|:)?\s*(.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Until();
}

/// <summary><c>back</c>: ends an absence.</summary>
internal sealed class BackCommand(ClientBotDb db, Turn turn) : ICommand, IPlainWord
{
    public string Word => "back";

    public CommandHelp Help => new("back", "Ends your absence.", "back");

    public async Task RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var ended = await db.Set<Absence>().Where(a => a.PersonId == turn.Person.Id).ExecuteDeleteAsync(cancellationToken);
        await turn.SayAsync(ended > 0 ? "Welcome back. You're asked again from now on." : "You weren't away.", cancellationToken);
    }
}
