using ClientBot.Bot.Tests.Channels.Slack;
using ClientBot.Bot.Tests.Channels.Teams;
using ClientBot.Channels.Slack;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;

namespace ClientBot.Bot.Tests.Channels.Contract;

public sealed class SlackContractTests : ChannelContract
{
    private readonly ShiftedClock _clock = new();
    private FakeSlack _slack = null!;
    private ServiceProvider _services = null!;

    private protected override IChannel Channel => _services.GetRequiredService<IChannel>();

    private protected override Address Chat => Of("slack", FakeSlack.Team, "D0ALEX", ConversationKind.Personal, "https://slack.com/", FakeSlack.Bot, "U0ALEX");

    private protected override Address Room => Of("slack", FakeSlack.Team, "C0ROOM", ConversationKind.Channel, "https://slack.com/", FakeSlack.Bot);

    private protected override Identity Alex => new() { Channel = "slack", Tenant = FakeSlack.Team, UserId = "U0ALEX", PersonId = "alex" };

    public override async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(SlackStage.Settings(_slack.Url)).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(_clock).AddSlack().BuildServiceProvider();
    }

    public override async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _slack.DisposeAsync();
    }

    private protected override IReadOnlyList<string> In(string conversation) => [.. _slack.In(conversation).GroupBy(m => (string?)m["thread_ts"] ?? (string?)m["ts"]).Select(m => string.Concat(m.Select(x => x.ToString(Formatting.None))))];

    private protected override bool Fail(Failure? how)
    {
        _slack.Fault = how is null ? null : call => call.Method == "auth.test" ? null : how switch
        {
            Failure.Waits30Seconds => (429, 30, """{"ok":false,"error":"ratelimited"}"""),
            Failure.LosesItsServer => (503, 0, "<html>"),
            _ => (200, 0, """{"ok":false,"error":"channel_not_found"}"""),
        };
        return true;
    }

    private protected override void Breathe() => _clock.Move(TimeSpan.FromSeconds(2));
}
