using ClientBot.Conversation;
using ClientBot.Delivery;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot;

/// <summary>
/// Plays one turn before the first client's words come, and takes it back: compiling the reader, the queries and the card
/// takes most of a second, and somebody with a client on the line should not be the one who waits for it.
/// </summary>
internal sealed class WarmUp(IServiceProvider services) : IHostedService
{
    /// <summary>Before the server listens: nobody's first message comes in between.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(services);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static async Task RunAsync(IServiceProvider services)
    {
        var channel = services.GetServices<IChannel>().FirstOrDefault();
        if (channel is null) return;
        var activity = new Activity
        {
            Type = ActivityTypes.Message, Id = "rehearsal", ChannelId = channel.Id, ServiceUrl = "https://localhost", Text = "This is the third time it is late. I want it by Friday.",
            From = new ChannelAccount("rehearsal", "Rehearsal"), Recipient = new ChannelAccount("clientbot"),
            Conversation = new ConversationAccount(id: "rehearsal", conversationType: "personal") { TenantId = "rehearsal" },
        };
        using var context = new TurnContext(new NoAdapter(), activity);
        await services.GetRequiredService<ConversationTurn>().RehearseAsync(context, CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LaneSender>().RunAsync("rehearsal", CancellationToken.None);
    }

    /// <summary>Sends nothing: a rehearsed turn's messages are rows that are never committed.</summary>
    private sealed class NoAdapter : BotAdapter
    {
        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) =>
            Task.FromResult(Array.ConvertAll(activities, _ => new ResourceResponse()));

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
            Task.FromResult(new ResourceResponse());

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
