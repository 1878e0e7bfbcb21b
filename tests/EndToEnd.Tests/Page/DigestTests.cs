using ClientBot.EndToEnd.Tests.Pictures;
using ClientBot.EndToEnd.Tests.Stage;
using ClientBot.Features.Digest;

namespace ClientBot.EndToEnd.Tests.Page;

/// <summary>Two weeks of a team on the page, by a clock of its own: Monday's digest in the channel, muted, unmuted, and none of them twice.</summary>
[Collection(Chromium.Collection)]
public sealed class DigestTests(Chromium chromium)
{
    // 2 March 2026 is a Monday; the team's clock is Berlin's.
    private static readonly DateTimeOffset FirstMonday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Said =
    [
        "third time this invoice is wrong, fix it by 5pm or I call my lawyer",
        "this is the third time the same error comes back, sort it out now",
        "your contract says the setup is free, so I won't pay for it",
        "again the very same fault, for the fourth time this month. I am fed up",
        "we need the whole shop rebuilt by Monday, for the same price of course",
        "it broke again, the same problem as last week. Are you kidding me?",
        "you are a worthless idiot, and everybody there knows it",
        "third time you are late with it, and I am still waiting. This is a disgrace",
    ];

    [BrowserFact]
    public async Task The_weeks_digest_is_in_the_channel_on_monday_and_can_be_muted_and_comes_once()
    {
        var data = Directory.CreateTempSubdirectory("clientbot-digest-");
        var clock = new MovedClock(FirstMonday.AddHours(1));
        var bot = new ClockedBot(data.FullName, clock);
        try
        {
            var page = await chromium.OpenAsync(1440, 1500);
            await page.WatchedAsync(async p =>
            {
                await p.GotoAsync(bot.Url);
                var (maria, team) = (new Chat(p, "maria"), new Chat(p, "team"));
                await PlanAsync(p, maria);
                await WeekAsync(bot, clock, FirstMonday, 6);
                await NineAsync(bot, clock, FirstMonday.AddDays(7));
                await Expect(team.Card).ToContainTextAsync("30 hard conversations");
                await WeekAsync(bot, clock, FirstMonday.AddDays(7), 8);
                await NineAsync(bot, clock, FirstMonday.AddDays(14));
                await Expect(team.Cards).ToHaveCountAsync(2);
                await Expect(team.Card).ToContainTextAsync("40 hard conversations");
                await Expect(team.Card).ToContainTextAsync("10 more than the week before");
                await Expect(team.Card.Locator(".chart")).ToHaveCountAsync(2);
                await Expect(team.Card).ToContainTextAsync("The same problem again");
                await team.Pane.ScreenshotAsync(new() { Path = PictureFolder.Of("digest.png"), Animations = ScreenshotAnimations.Disabled });

                await team.Pane.GetByRole(AriaRole.Radio, new() { Name = "Maria Lopez" }).CheckAsync();
                await team.PressAsync("Mute");
                await Expect(team.Card).ToContainTextAsync("This digest is muted");
                await WeekAsync(bot, clock, FirstMonday.AddDays(14), 2);
                await NineAsync(bot, clock, FirstMonday.AddDays(21));
                await team.PressAsync("Unmute");
                await Expect(team.Button("Mute")).ToBeVisibleAsync();
                await bot.SweepAsync<DigestSweep>(s => s.SweepAsync(default));
                await Expect(team.Cards).ToHaveCountAsync(2);

                await bot.DisposeAsync();
                bot = new ClockedBot(data.FullName, clock);
                await p.GotoAsync(bot.Url);
                await bot.SweepAsync<DigestSweep>(s => s.SweepAsync(default));
                await WeekAsync(bot, clock, FirstMonday.AddDays(21), 2);
                // The clocks have changed: 09:00 is an hour earlier.
                await NineAsync(bot, clock, FirstMonday.AddDays(28).AddHours(-1));
                await bot.SweepAsync<DigestSweep>(s => s.SweepAsync(default));
                await Expect(team.Card).ToContainTextAsync("10 hard conversations");
                await Expect(team.Cards).ToHaveCountAsync(1);
            });
        }
        finally
        {
            await bot.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    private static async Task PlanAsync(IPage page, Chat maria)
    {
        await Expect(maria.Card).ToContainTextAsync("DIGEST");
        await maria.PressAsync("Change");
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("The team's digest, in its channel").SelectOptionAsync(new SelectOptionValue { Label = "every Monday" });
        await form.GetByLabel("The team's time zone").FillAsync("Europe/Berlin");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form).ToBeHiddenAsync();
        await Expect(maria.Lines.Last).ToContainTextAsync("Saved");
    }

    private static Task NineAsync(ClockedBot bot, MovedClock clock, DateTimeOffset at)
    {
        clock.MoveTo(at);
        return bot.SweepAsync<DigestSweep>(s => s.SweepAsync(default));
    }

    // Five days of so many conversations each, a call for help a day, and what became of it all by the next morning.
    private static async Task WeekAsync(ClockedBot bot, MovedClock clock, DateTimeOffset monday, int aDay)
    {
        for (var day = 0; day < 5; day++)
        {
            clock.MoveTo(monday.AddDays(day).AddHours(2));
            for (var i = 0; i < aDay; i++)
            {
                await bot.SayAsync(i % 3 == 2 ? "maria" : "alex", $"for Client {monday:MMdd} {day} {i} Ltd: {Said[i % Said.Length]}");
                clock.Move(TimeSpan.FromMinutes(5));
            }

            await bot.SayAsync("alex", "escalate: Maria they want a refund");
            clock.Move(TimeSpan.FromMinutes(2 + day));
            await PressLastAsync(bot, "maria", "escalation.take");
            if (day < 4)
            {
                await PressLastAsync(bot, "maria", "escalation.resolve");
                if (day < 3) await PressLastAsync(bot, "maria", DigestActions.Thanks);
            }

            clock.MoveTo(monday.AddDays(day + 1).AddHours(1.5));
            await bot.SweepAsync<MorningSweep>(s => s.SweepAsync(default));
            foreach (var person in new[] { "alex", "maria" }) await AnswerAsync(bot, person, day);
        }
    }

    private static async Task AnswerAsync(ClockedBot bot, string person, int day)
    {
        var asked = await bot.ButtonsAsync(person, "digest.outcome.calmer");
        for (var i = 0; i < asked.Count; i++)
        {
            asked[i]["action"] = "digest.outcome." + i switch { 0 or 1 => "calmer", 2 => day % 2 == 0 ? "calmer" : "same", _ => "worse" };
            await bot.PressAsync(person, asked[i]);
        }
    }

    private static async Task PressLastAsync(ClockedBot bot, string person, string action) => await bot.PressAsync(person, (await bot.ButtonsAsync(person, action))[^1]);
}
