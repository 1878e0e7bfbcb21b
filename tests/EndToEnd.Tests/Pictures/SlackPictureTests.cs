using ClientBot.Bot.Tests.Channels.Slack;
using ClientBot.EndToEnd.Tests.Stage;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.EndToEnd.Tests.Pictures;

/// <summary>
/// What people see in Slack: the real bot, connected to a Slack of the tests, and a drawing of the very JSON that it sent.
/// The drawing is the tests' own (Pictures/Slack), as nothing but Slack draws Slack's blocks.
/// </summary>
[Collection(Chromium.Collection)]
public sealed class SlackPictureTests(Chromium chromium) : IAsyncLifetime
{
    private const string Alex = "U0ALEX", Maria = "U0MARIA";
    private FakeSlack _slack = null!;
    private BotProcess _bot = null!;
    private int _said;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Paths.Chromium)) return;
        _slack = await FakeSlack.StartAsync();
        _bot = await BotProcess.StartAsync(("Slack__AppToken", FakeSlack.AppToken), ("Slack__Workspaces__0__BotToken", FakeSlack.Token), ("Slack__ApiBaseUrl", _slack.Url));
    }

    public async Task DisposeAsync()
    {
        if (_bot is not null) await _bot.DisposeAsync();
        if (_slack is not null) await _slack.DisposeAsync();
    }

    [BrowserFact]
    public async Task The_picture_of_the_card_in_Slack_can_be_taken()
    {
        await SaysAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer");
        await TakeAsync("message", [await LastInAsync("D0ALEX", 1)], "slack-card.png");
    }

    [BrowserFact]
    public async Task The_picture_of_asking_a_manager_in_Slack_can_be_taken()
    {
        await SaysAsync("for Acme: I want my money back today, this is ridiculous");
        await LastInAsync("D0ALEX", 1);
        await _slack.Socket.BringAsync("slash_commands", new JObject
        {
            ["team_id"] = FakeSlack.Team, ["channel_id"] = "C0ROOM", ["user_id"] = Alex, ["command"] = "/escalate", ["text"] = $"<@{Maria}> they want a refund of 1,200", ["trigger_id"] = "picture",
        }, true);
        var asked = await LastInAsync("D0MARIA", 1);
        await TakeAsync("message", [asked], "slack-manager.png");

        var take = asked.SelectTokens("$..elements[?(@.type == 'button')]").First(b => (string?)b.SelectToken("text.text") == "I have it");
        await _slack.Socket.BringAsync("interactive", new JObject
        {
            ["type"] = "block_actions", ["team"] = new JObject { ["id"] = FakeSlack.Team }, ["user"] = new JObject { ["id"] = Maria, ["team_id"] = FakeSlack.Team }, ["trigger_id"] = "taken",
            ["container"] = new JObject { ["type"] = "message", ["message_ts"] = asked["ts"], ["channel_id"] = "D0MARIA" }, ["channel"] = new JObject { ["id"] = "D0MARIA" }, ["actions"] = new JArray(take.DeepClone()),
        }, false);
        await UntilAsync(() => _slack.In("D0ALEX").Any(m => m.ToString().Contains("Maria Lopez has it", StringComparison.Ordinal)));
        await TakeAsync("message", [_slack.In("D0ALEX")[^1]], "slack-status.png");
        await HomeAsync(Maria);
        await TakeAsync("home", [_slack.Homes[Maria]], "slack-home.png");
    }

    private Task SaysAsync(string text) => EventAsync(new JObject
    {
        ["type"] = "message", ["channel"] = "D0ALEX", ["channel_type"] = "im", ["user"] = Alex, ["text"] = text, ["ts"] = "1700000001.000100", ["team"] = FakeSlack.Team,
    });

    private async Task HomeAsync(string user)
    {
        await EventAsync(new JObject { ["type"] = "app_home_opened", ["user"] = user, ["channel"] = FakeSlack.ChatOf(user), ["tab"] = "home" });
        await UntilAsync(() => _slack.Homes.ContainsKey(user));
    }

    private async Task EventAsync(JObject happened) => await _slack.Socket.BringAsync("events_api", new JObject
    {
        ["type"] = "event_callback", ["team_id"] = FakeSlack.Team, ["event"] = happened, ["event_id"] = $"Ev{++_said}",
        ["authorizations"] = new JArray(new JObject { ["team_id"] = FakeSlack.Team, ["user_id"] = FakeSlack.Bot, ["is_bot"] = true }),
    }, false);

    private async Task<JObject> LastInAsync(string conversation, int count)
    {
        await UntilAsync(() => _slack.In(conversation).Count >= count);
        return _slack.In(conversation)[^1];
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (!condition())
        {
            if (TimeProvider.System.GetUtcNow() > deadline) throw new TimeoutException("the bot never sent it");
            await Task.Delay(20);
        }
    }

    private async Task TakeAsync(string kind, IEnumerable<JObject> sent, string file)
    {
        var folder = Path.Combine(Paths.Here, "Pictures", "Slack");
        var page = await chromium.OpenAsync(760, 600, scale: 2);
        await page.WatchedAsync(async p =>
        {
            await p.SetContentAsync($"<!doctype html><meta charset=utf-8><style>{await File.ReadAllTextAsync(Path.Combine(folder, "blocks.css"))}</style><main></main>");
            await p.AddScriptTagAsync(new() { Path = Path.Combine(folder, "blocks.js") });
            await p.EvaluateAsync("([kind, sent]) => draw(kind, JSON.parse(sent))", new object[] { kind, new JArray(sent).ToString(Formatting.None) });
            await p.Locator("main").ScreenshotAsync(new() { Path = PictureFolder.Of(file), Animations = ScreenshotAnimations.Disabled });
            Assert.InRange(new FileInfo(PictureFolder.Of(file)).Length, 10_000, 400_000);
        });
        _bot.AssertNothingFailed();
    }
}
