using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>The app's Home tab: what waits for a person, their cases, what they can say.</summary>
public sealed class SlackHomeTests : IAsyncLifetime
{
    private const string Alex = SlackStage.Alex, Maria = SlackStage.Maria;
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.StartAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_newcomer_finds_what_they_can_say_and_no_message_is_sent()
    {
        var home = await OpensHomeAsync(Alex);
        Assert.Contains("None is open", Words(home), StringComparison.Ordinal);
        Assert.Contains("escalate", Words(home), StringComparison.Ordinal);
        Assert.Empty(_stage.Slack.In("D0ALEX"));
    }

    [Fact]
    public async Task A_case_opens_in_the_chat_from_there()
    {
        await _stage.SaysAsync("for Globex: this is the third time the invoice is wrong!");
        await _stage.SettledAsync();
        var home = await OpensHomeAsync(Alex);
        Assert.Contains("1  Globex  1 round", Words(home), StringComparison.Ordinal);

        var before = _stage.Slack.In("D0ALEX").Count;
        await PressAtHomeAsync(home, "Open 1", Alex);
        Assert.Equal(before + 1, _stage.Slack.In("D0ALEX").Count);
    }

    [Fact]
    public async Task Who_waits_for_help_stands_first_and_is_taken_from_there()
    {
        await _stage.CommandAsync("/escalate", "<@U0MARIA> they want money");
        await _stage.SettledAsync();
        var home = await OpensHomeAsync(Maria);
        Assert.StartsWith("Waiting for you", Words(home), StringComparison.Ordinal);
        Assert.Contains("Alex Kim needs advice", Words(home), StringComparison.Ordinal);
        Assert.DoesNotContain("they want money", home.ToString(), StringComparison.Ordinal);

        await PressAtHomeAsync(home, "I have it", Maria);
        Assert.Contains(_stage.Slack.In("D0ALEX"), m => m.ToString().Contains("Maria Lopez has it", StringComparison.Ordinal));
        Assert.Contains("You have it", Words(await OpensHomeAsync(Maria)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_who_is_forgotten_is_gone_from_it_at_once()
    {
        await _stage.SaysAsync("for Globex: this is the third time the invoice is wrong!");
        await _stage.SettledAsync();
        await OpensHomeAsync(Alex);
        await _stage.SaysAsync("forget: everything");
        await _stage.SettledAsync();
        Assert.DoesNotContain("Globex", _stage.Slack.Homes[Alex].ToString(), StringComparison.Ordinal);
        Assert.Contains("None is open", Words(await OpensHomeAsync(Alex)), StringComparison.Ordinal);
    }

    private async Task<JObject> OpensHomeAsync(string user)
    {
        await _stage.EventAsync(SlackStage.Event(new JObject { ["type"] = "app_home_opened", ["user"] = user, ["channel"] = FakeSlack.ChatOf(user), ["tab"] = "home" }, _stage.NextId()));
        await _stage.SettledAsync();
        return _stage.Slack.Homes[user];
    }

    private async Task PressAtHomeAsync(JObject home, string label, string user)
    {
        var button = home.SelectTokens("$..elements[?(@.type == 'button')]").First(b => (string?)b.SelectToken("text.text") == label);
        await _stage.InteractAsync(new JObject
        {
            ["type"] = "block_actions", ["user"] = new JObject { ["id"] = user, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = _stage.Slack.NewTrigger(),
            ["container"] = new JObject { ["type"] = "view", ["view_id"] = "V0HOME" }, ["view"] = home.DeepClone(), ["actions"] = new JArray(button.DeepClone()),
        });
        await _stage.SettledAsync();
    }

    private static string Words(JObject home) => string.Join('\n', home["blocks"]!.Select(b => string.Concat(b.SelectTokens("$..text").Where(t => t.Type == JTokenType.String))));
}
