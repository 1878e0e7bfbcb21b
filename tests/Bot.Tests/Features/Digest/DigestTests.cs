using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Casebook;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.Features.Setup;
using ClientBot.People;
using ClientBot.Playbook.Reading;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Features.Digest;

/// <summary>The digest as people read it, and what they can do about it.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);

    private PlayedBot _bot = null!;
    private DigestStage _stage = null!;

    public async Task InitializeAsync()
    {
        _bot = await PlayedBot.StartAsync();
        _stage = new DigestStage(_bot);
        foreach (var person in new[] { "maria", "ben" }) await _bot.SaysAsync("help", person);
        await _stage.TeamAsync();
        await _stage.ManagerAsync("maria");
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task The_card_has_charts_with_the_same_numbers_as_text_and_a_fallback()
    {
        await _stage.FullWeekAsync(Monday);
        var card = Assert.Single(await _stage.SweepAtAsync(Monday)).Card!;

        foreach (var line in new[]
        {
            "Support: the last seven days", "Mon 2 Mar 09:00 to Mon 9 Mar 09:00", "12 hard conversations", "6 more than the week before", "KINDS  Angry 8 (6) · Mistaken 4 (0)",
            "ABOUT  8 × The same problem again", "WENT  6 calmer, 0 the same, 2 worse, of 8 that were told", "HELPED  The same problem again: calmer after 6 of 8",
            "HELP  5 calls for help. Typically somebody had it after 4 min", "THANKS  “Well handled”, said once",
        }) Assert.Contains(line, card.Text, StringComparison.Ordinal);
        Assert.Equal("1.5", (string)card.Json["version"]!);
        var charts = card.Json["body"]!.Where(e => ((string)e["type"]!).StartsWith("Chart.", StringComparison.Ordinal)).Cast<JObject>().ToList();
        Assert.Equal(["Chart.VerticalBar.Grouped", "Chart.HorizontalBar.Stacked"], charts.Select(c => (string)c["type"]!));
        Assert.All(charts, c => Assert.Equal("Container", (string)c["fallback"]!["type"]!));
        Assert.Equal([8, 4], charts[0].SelectTokens("data[0].values[*].y").Select(v => (int)v));
        Assert.Contains("████████████████ 8 Angry", charts[0]["fallback"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal([6, 0, 2], charts[1].SelectTokens("data[0].data[*].value").Select(v => (int)v));
    }

    [Fact]
    public async Task No_name_no_client_and_nobodys_words_are_in_it()
    {
        foreach (var person in new[] { "alex", "ben", "maria" })
        {
            foreach (var client in new[] { "Globex", "Initech" })
                await _bot.SaysAsync($"for {client}: third time this zirkon invoice is wrong, fix it by 5pm or I call my lawyer", person);
        }

        var json = Assert.Single(await _stage.SweepAtAsync(Monday)).Activity!.Attachments[0].Content.ToString()!;

        Assert.Contains("6 hard conversations", json, StringComparison.Ordinal);
        foreach (var word in new[] { "Alex", "Ben", "Maria", "Globex", "Initech", "zirkon", "invoice", "lawyer" }) Assert.DoesNotContain(word, json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task With_nothing_to_say_nothing_is_sent_and_the_preview_says_so()
    {
        await _stage.CasesAsync(9, Monday.AddDays(-2), Situation.Calm, "calm.message");
        await _stage.CasesAsync(9, Monday.AddDays(-9), Situation.Angry);
        Assert.Empty(await _stage.SweepAtAsync(Monday));
        Assert.StartsWith("There is nothing to say", (await _bot.SaysAsync("digest now")).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_five_there_is_a_count_and_no_chart()
    {
        await _stage.CasesAsync(4, Monday.AddDays(-2), Situation.Angry, outcome: CaseOutcome.Worse);
        var card = Assert.Single(await _stage.SweepAtAsync(Monday)).Card!;
        Assert.Contains("4 hard conversations", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Chart", card.Json.ToString(), StringComparison.Ordinal);
        foreach (var label in new[] { "KINDS", "ABOUT", "WENT", "HELPED", "Angry" }) Assert.DoesNotContain(label, card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_is_for_whoever_asks_alone_and_posts_nothing()
    {
        await _stage.FullWeekAsync(Monday);
        _bot.Clock.Move(Monday.AddHours(-1) - _bot.Clock.GetUtcNow());
        foreach (var carried in new[] { await _bot.SaysAsync("digest now", "ben"), await _bot.MentionsAsync("digest now", "ben") })
        {
            Assert.Equal("dm-ben", carried.Single().Conversation);
            Assert.Contains("A preview, for you alone", carried.Single().Card!.Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await _bot.QueryAsync(db => db.Set<DigestRun>().CountAsync()));
        Assert.Single(await _stage.SweepAtAsync(Monday));
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("unmute")]
    public async Task Only_managers_mute_by_word_or_button(string word)
    {
        await _stage.FullWeekAsync(Monday);
        var posted = Assert.Single(await _stage.SweepAtAsync(Monday));
        Assert.Equal(TeamSettings.NoRight, (await _bot.SaysAsync(word, "ben")).Single().Text);
        var pressed = await _bot.HearAsync(_bot.Message("ben", posted.Conversation, "channel", a => a.Value = posted.Card!.Data(DigestActions.Mute)));
        Assert.Equal(TeamSettings.NoRight, pressed.Single().Text);
        Assert.False((await PlanAsync()).IsMuted);
    }

    [Fact]
    public async Task An_administrator_mutes_every_teams()
    {
        await using var bot = await PlayedBot.StartAsync(settings: new() { ["Setup:Administrators:0"] = "ben" });
        foreach (var person in new[] { "maria", "ben" }) await bot.SaysAsync("help", person);
        await new DigestStage(bot).TeamAsync();
        await new DigestStage(bot).ManagerAsync("maria");
        Assert.StartsWith("Muted.", (await bot.SaysAsync("mute", "ben"))[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Muting_twice_says_so_and_a_team_without_a_digest_hears_of_setup()
    {
        await _bot.SaysAsync("mute", "maria");
        Assert.Equal("It is muted already.", (await _bot.SaysAsync("mute", "maria")).Single().Text);
        await _bot.SaysAsync("unmute", "maria");
        Assert.Equal("It isn't muted: it comes every Monday at 09:00.", (await _bot.SaysAsync("unmute", "maria")).Single().Text);

        await _bot.QueryAsync(db => db.Set<DigestPlan>().ExecuteDeleteAsync());
        Assert.Equal(Muting.NoDigest, (await _bot.SaysAsync("mute", "maria")).Single().Text);
    }

    [Fact]
    public async Task The_word_digest_says_when_it_comes()
    {
        Assert.Equal(
            "The digest of Support comes every Monday at 09:00 (Europe/Berlin), in the team's channel. `digest now` shows you what it would say, `mute` stops it.",
            (await _bot.SaysAsync("digest")).Single().Text);
    }

    [Theory]
    [InlineData("daily", "07:30", "America/New_York", "every day at 07:30, America/New_York", 2, 12, 30)]
    [InlineData("Friday", "17:00", "Asia/Kolkata", "every Friday at 17:00, Asia/Kolkata", 6, 11, 30)]
    public async Task The_settings_say_when_it_comes(string digest, string time, string zone, string described, int day, int hour, int minute)
    {
        await SubmitAsync(("digest", digest), ("digesttime", time), ("zone", zone));

        Assert.Equal(new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), (await PlanAsync()).DueAt);
        Assert.Contains("DIGEST  " + described, (await _bot.SaysAsync("setup", "maria"))[^1].Card!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_take_it_away()
    {
        await SubmitAsync(("digest", "off"), ("zone", "Europe/Berlin"));
        Assert.Equal(0, await _bot.QueryAsync(db => db.Set<DigestPlan>().CountAsync()));
    }

    [Theory]
    [InlineData("digesttime", "nine", "09:00")]
    [InlineData("zone", "Berlin time", "Europe/Berlin")]
    public async Task A_time_or_zone_that_cannot_be_is_said_in_the_form(string field, string value, string said)
    {
        var answer = await SubmitAsync(("digest", "daily"), ("digesttime", "08:00"), ("zone", "Europe/Berlin"), (field, value));
        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.Equal(Rhythm.Weekly, (await PlanAsync()).Rhythm);
    }

    [Fact]
    public async Task Settings_of_before_the_digest_leave_it_as_it_is()
    {
        await SubmitAsync();
        Assert.Equal((Rhythm.Weekly, "Europe/Berlin"), ((await PlanAsync()).Rhythm, await _bot.QueryAsync(db => db.Set<Team>().Select(t => t.Zone).SingleAsync())));
    }

    private async Task<string> SubmitAsync(params (string Id, string Value)[] inputs)
    {
        var data = (await _bot.SaysAsync("setup", "maria"))[^1].Card!.Data(SetupForm.ActionName);
        data.Remove("msteams");
        data["people1"] = await _bot.QueryAsync(db => db.Set<Person>().Where(p => p.Name == "Ben").Select(p => p.Id).SingleAsync());
        foreach (var (id, value) in inputs) data[id] = value;
        var answer = await _bot.TurnAsync(_bot.Message("maria", "dm-maria", "personal", a =>
        {
            a.Type = "invoke";
            a.Name = "task/submit";
            a.Value = new JObject { ["data"] = data };
        }));
        await _bot.SettledAsync();
        return answer?.Body is { } body ? JObject.FromObject(body).ToString() : "";
    }

    private Task<DigestPlan> PlanAsync() => _bot.QueryAsync(db => db.Set<DigestPlan>().AsNoTracking().SingleAsync());
}
