using System.Text;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Bot.Tests.Features.DraftCheck;

public sealed class DraftCheckTests : IAsyncLifetime
{
    private PlayedBot _bot = null!;

    public async Task InitializeAsync() => _bot = await PlayedBot.StartAsync();

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Theory]
    [InlineData("check: As I already told you, the lift comes on Tuesday at 8.")]
    [InlineData("/check As I already told you, the lift comes on Tuesday at 8.")]
    [InlineData("check: \"As I already told you, the lift comes on Tuesday at 8.\"")]
    public async Task A_remark_quotes_the_words_says_why_and_gives_better_ones(string said)
    {
        var card = Assert.Single(await _bot.SaysAsync(said)).Card!;

        var lines = card.Text.Split('\n');
        Assert.Equal("One thing before you send it", lines[0]);
        Assert.StartsWith("“As I already told", lines[1], StringComparison.Ordinal);
        Assert.Contains("blame", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("rather:  ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_draft_looks_good()
    {
        var card = Assert.Single(await _bot.SaysAsync("check: I'm on it now. The right chairs reach you on Thursday, and I'll ring you at 4.")).Card!;

        Assert.StartsWith("Looks good", card.Text, StringComparison.Ordinal);
        Assert.Empty(card.Buttons);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("/check")]
    [InlineData("check:")]
    public async Task Without_a_draft_it_asks_for_one_in_a_sentence(string said)
    {
        var answer = Assert.Single(await _bot.SaysAsync(said));

        Assert.Null(answer.Card);
        Assert.StartsWith("Which reply are you about to send?", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_legal_threat_in_the_open_case_makes_an_admission_the_worst_thing()
    {
        const string Draft = "check: I looked it up: that was our mistake. You'll have the new one on Friday.";
        Assert.StartsWith("Looks good", Assert.Single(await _bot.SaysAsync(Draft)).Card!.Text, StringComparison.Ordinal);
        await _bot.SaysAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer");
        await _bot.SaysAsync("and where is the corrected one, it is wrong again?!");

        var text = Assert.Single(await _bot.SaysAsync(Draft)).Card!.Text;

        Assert.Contains("“our mistake”", text, StringComparison.Ordinal);
        Assert.Contains("Let a manager see this", text, StringComparison.Ordinal);
        await _bot.SaysAsync("new");
        Assert.StartsWith("Looks good", Assert.Single(await _bot.SaysAsync(Draft)).Card!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_case_speaks_of_self_harm_people_to_call_come_first()
    {
        await _bot.SaysAsync("She wrote: I can't do this any more, I want to kill myself, you were my last hope");

        var text = Assert.Single(await _bot.SaysAsync("check: I'm here. Can I call you now?")).Card!.Text;

        Assert.StartsWith("This case speaks of self-harm", text, StringComparison.Ordinal);
        Assert.DoesNotContain("I'd send it", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_draft_says_stays_text_and_a_card_number_is_not_repeated()
    {
        var card = Assert.Single(await _bot.SaysAsync("check: <at>All</at> calm down [here](https://evil.example). Your card 4111 1111 1111 1111 is charged tomorrow.")).Card!;

        Assert.DoesNotContain("4111 1111 1111", card.Json.ToString(), StringComparison.Ordinal);
        Assert.All(
            card.Json.Descendants().OfType<Newtonsoft.Json.Linq.JObject>().Where(o => (string?)o["type"] == "TextBlock"),
            block => Assert.DoesNotContain("calm", block["text"]!.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task In_a_channel_only_the_person_sees_it()
    {
        var answer = Assert.Single(await _bot.MentionsAsync("check Calm down. The plumber comes at 4."));

        Assert.Equal("dm-alex", answer.Conversation);
        Assert.Contains("“Calm down”", answer.Card!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_is_no_round_and_forgetting_the_case_takes_it_back()
    {
        await _bot.SaysAsync("this is the third time, I am furious");
        var check = Assert.Single(await _bot.SaysAsync("check: Calm down, zebra. The plumber comes at 4."));
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<ClientBot.Features.Guidance.Round>().CountAsync()));
        var payloads = await _bot.QueryAsync(db => db.Set<OutboxEntry>().Where(e => e.Payload != null).Select(e => e.Payload!).ToListAsync());
        Assert.All(payloads, p => Assert.DoesNotContain("zebra", Encoding.UTF8.GetString(p), StringComparison.Ordinal));

        var calls = await _bot.SaysAsync("forget");

        Assert.Contains(calls, c => c.What == "delete" && c.ActivityId == check.ActivityId);
    }

    [Fact]
    public async Task Help_names_it() =>
        Assert.Contains("check: DRAFT", Assert.Single(await _bot.SaysAsync("help")).Text, StringComparison.Ordinal);
}
