using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClientBot.Channels.Playground;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Playground;

public sealed class PlaygroundTests(ServedBot bot) : IClassFixture<ServedBot>
{
    private const string Angry = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";

    [Fact]
    public async Task Words_of_a_client_become_a_card_on_the_stream_and_in_the_transcript()
    {
        await using var page = await Looker.OnAsync(bot);
        var card = await page.CardForAsync("alex", new { from = "alex", text = Angry });
        Assert.Equal("clientbot", (string?)card.SelectToken("from.id"));
        var read = await page.ReadAsync("alex");
        Assert.Contains(read, a => (string?)a["text"] == Angry && (string?)a.SelectToken("from.id") == "alex");
        Assert.Contains(read, a => (string?)a["id"] == (string?)card["id"]);
    }

    [Fact]
    public async Task A_press_brings_the_same_message_up_to_date()
    {
        await using var page = await Looker.OnAsync(bot);
        var card = await page.CardForAsync("alex", new { from = "alex", text = "for Brandt: " + Angry });
        var pressed = await page.CardForAsync("alex", Press(card, "guidance.tone.softer"), type: "update");
        Assert.Equal((string?)card["id"], (string?)pressed["id"]);
        Assert.NotEqual(card["attachments"]!.ToString(), pressed["attachments"]!.ToString());
    }

    [Fact]
    public async Task A_form_travels_in_the_answers_of_its_invokes()
    {
        await using var page = await Looker.OnAsync(bot);
        var card = await page.CardForAsync("alex", new { from = "alex", text = "for Tom: " + Angry });
        var button = Looker.ButtonOf(card, "guidance.details");
        var opened = await page.PostAsync("alex", Invoke("task/fetch", card, button));
        Assert.Equal("continue", (string?)opened.SelectToken("body.task.type"));

        var submit = (JObject)opened.SelectToken("body.task.value.card.content.actions[0].data")!.DeepClone();
        submit["issue"] = "the March invoice";
        var done = await page.PostAsync("alex", Invoke("task/submit", card, submit));
        Assert.Equal(200, (int?)done["status"]);
        await page.UntilAsync(e => (string?)e["type"] == "update" && (string?)e.SelectToken("activity.id") == (string?)card["id"]);
    }

    [Fact]
    public async Task De_escalating_a_message_answers_in_a_dialog_and_nowhere_in_the_channel()
    {
        await using var page = await Looker.OnAsync(bot);
        var said = await page.PostAsync("team", new { from = "maria", text = Angry });
        var before = await page.ReadAsync("team");
        var answer = await page.PostAsync("team", new { from = "alex", name = "composeExtension/fetchTask", messageId = (string?)said["id"] });
        Assert.Equal("continue", (string?)answer.SelectToken("body.task.type"));
        Assert.NotNull(answer.SelectToken("body.task.value.card.content.body"));
        Assert.Equal(before.Count, (await page.ReadAsync("team")).Count);
    }

    [Fact]
    public async Task De_escalating_a_message_that_is_gone_is_answered_with_a_sentence()
    {
        var answer = await bot.Client.PostAsJsonAsync("/playground/conversations/team/activities", new { from = "alex", name = "composeExtension/fetchTask", messageId = "nowhere" });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("That message is no longer here.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_is_asked_in_the_channel_is_answered_in_the_askers_own_chat()
    {
        await using var page = await Looker.OnAsync(bot);
        var before = (await page.ReadAsync("team")).Count;
        await page.CardForAsync("team", new { from = "maria", text = "@ClientBot " + Angry }, shownIn: "maria");
        Assert.Single((await page.ReadAsync("team")).Skip(before));
    }

    [Fact]
    public async Task A_channel_message_without_a_mention_is_not_for_the_bot()
    {
        await using var page = await Looker.OnAsync(bot);
        await page.PostAsync("team", new { from = "maria", text = Angry });
        await page.PostAsync("team", new { from = "maria", text = "@ClientBot help" });
        var first = await page.UntilAsync(e => (string?)e["type"] == "message" && (string?)e["conversation"] == "maria");
        Assert.StartsWith("Tell me what your client said", (string?)first.SelectToken("activity.text"));
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_transcript_letter_by_letter()
    {
        await using var page = await Looker.OnAsync(bot);
        const string Typed = "<at>everyone</at> <img src=x onerror=alert(1)> @Maria Lopez [link](https://example.com)";
        var said = await page.PostAsync("team", new { from = "alex", text = Typed });
        Assert.Equal(Typed, (string?)(await page.ReadAsync("team")).Single(a => (string?)a["id"] == (string?)said["id"])["text"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"from":"alex"}""")]
    [InlineData("""{"from":"alex","text":5}""")]
    [InlineData("""{"from":"alex","text":"a","text":"b"}""")]
    [InlineData("""{"from":"alex","text":"\ud800"}""")]
    [InlineData("""{"from":"maria","text":"not my chat"}""")]
    [InlineData("""{"from":"alex","text":"a","value":{}}""")]
    [InlineData("""{"from":"alex","value":"{}"}""")]
    [InlineData("""{"from":"alex","text":"a","channelId":"msteams"}""")]
    [InlineData("""{"from":"alex","name":"signin/verifyState","value":{}}""")]
    public async Task A_body_of_another_shape_gets_400_and_a_sentence(string body)
    {
        var answer = await bot.Client.PostAsync("/playground/conversations/alex/activities", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith(".", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_100_deep_gets_400()
    {
        var deep = $$"""{"from":"alex","value":{{string.Concat(Enumerable.Repeat("{\"a\":", 100))}}1{{new string('}', 100)}}}""";
        var answer = await bot.Client.PostAsync("/playground/conversations/alex/activities", new StringContent(deep, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task More_than_64_KB_gets_413_a_form_post_415_and_an_unknown_conversation_404()
    {
        const string Alex = "/playground/conversations/alex/activities";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await bot.Client.PostAsJsonAsync(Alex, new { from = "alex", text = new string('a', 65_536) })).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bot.Client.PostAsync(Alex, new FormUrlEncodedContent([]))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bot.Client.PostAsJsonAsync("/playground/conversations/else/activities", new { from = "alex", text = "a" })).StatusCode);
    }

    [Fact]
    public async Task A_card_that_the_program_no_longer_knows_is_gone_and_a_stranger_unreachable()
    {
        var channel = bot.Services.GetServices<IChannel>().Single(c => c.Id == "playground");
        var chat = new Address { Id = "a", Channel = "playground", Tenant = "playground", ConversationId = "alex", Kind = ConversationKind.Personal, ServiceUrl = "", BotId = "" };
        var nobody = new Identity { Channel = "playground", Tenant = "playground", UserId = "nobody", PersonId = "p" };
        Assert.IsType<Outcome.Gone>(await channel.UpdateAsync(chat, "from-before-the-restart", new Activity { Type = "message" }, default));
        Assert.IsType<Outcome.Gone>(await channel.DeleteAsync(chat, "from-before-the-restart", default));
        Assert.IsType<Outcome.Unreachable>((await channel.OpenAsync(nobody, chat, default)).Failure);
    }

    [Fact]
    public async Task The_page_runs_its_own_scripts_only_and_names_no_other_place()
    {
        var page = await bot.Client.GetAsync("/");
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single());
        foreach (var file in new[] { "main.js", "pane.js", "cards.js", "dialog.js", "dom.js", "server.js", "markdown.js", "examples.js", "theme.js", "page.css", "card.css" })
        {
            var text = await bot.Client.GetStringAsync("/playground/" + file);
            Assert.DoesNotMatch(@"https?://(?!www\.w3\.org/)\w", text);
            Assert.DoesNotContain(".innerHTML =", text);
        }
    }

    private static JsonElement Press(JObject card, string action) => Plain(new JObject { ["from"] = "alex", ["replyToId"] = card["id"], ["value"] = Looker.ButtonOf(card, action) });

    private static JsonElement Invoke(string name, JObject card, JObject data) =>
        Plain(new JObject { ["from"] = "alex", ["name"] = name, ["replyToId"] = card["id"], ["value"] = new JObject { ["data"] = data } });

    private static JsonElement Plain(JObject json) => JsonSerializer.Deserialize<JsonElement>(json.ToString());
}
