using ClientBot.Channels.Playground;
using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Contract;

public sealed class PlaygroundContractTests : ChannelContract
{
    private readonly PlaygroundTranscripts _transcripts = new(new PlaygroundListeners(), new Ids(TimeProvider.System), TimeProvider.System, Options.Create(new PlaygroundOptions { Kept = 1000 }));

    private protected override IChannel Channel => new PlaygroundChannel(_transcripts);

    private protected override Address Chat => Of(PlaygroundCast.ChannelId, PlaygroundCast.Tenant, "alex", ConversationKind.Personal, PlaygroundCast.ServiceUrl, "clientbot", "alex");

    private protected override Address Room => Of(PlaygroundCast.ChannelId, PlaygroundCast.Tenant, "team", ConversationKind.Channel, PlaygroundCast.ServiceUrl, "clientbot");

    private protected override Identity Alex => new() { Channel = PlaygroundCast.ChannelId, Tenant = PlaygroundCast.Tenant, UserId = "alex", PersonId = "alex" };

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;

    private protected override IReadOnlyList<string> In(string conversation) =>
        [.. JObject.Parse(_transcripts.Read(PlaygroundCast.Find(conversation)!))["activities"]!.Select(a => a["activity"]!.ToString(Formatting.None))];

    // It has no network to fail.
    private protected override bool Fail(Failure? how) => false;

    private protected override void Breathe()
    {
    }
}
