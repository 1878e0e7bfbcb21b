using System.Net;
using System.Net.Http.Headers;
using ClientBot.Bot.Tests.Channels.Teams;
using ClientBot.Channels.Teams;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Contract;

public sealed class TeamsContractTests : ChannelContract, IDisposable
{
    private readonly ShiftedClock _clock = new();
    private readonly FakeTeams _teams = new();
    private readonly ServiceProvider _services;

    public TeamsContractTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TeamsStage.SingleTenant).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(_clock).AddTeams(configuration).AddFakeTeams(_teams).BuildServiceProvider();
        Fail(null);
    }

    private protected override IChannel Channel => _services.GetServices<IChannel>().Single(c => c.Id == "msteams");

    private protected override Address Chat => Of("msteams", TeamsStage.Tenant, "a:alex", ConversationKind.Personal, TeamsStage.ServiceUrl, "28:bot", "29:alex");

    private protected override Address Room => Of("msteams", TeamsStage.Tenant, "19:abc@thread.tacv2", ConversationKind.Channel, TeamsStage.ServiceUrl, "28:bot");

    private protected override Identity Alex => new() { Channel = "msteams", Tenant = TeamsStage.Tenant, UserId = "29:alex", PersonId = "alex" };

    public override Task InitializeAsync() => Task.CompletedTask;

    public override async Task DisposeAsync() => await _services.DisposeAsync();

    // The service's own book: what was sent, less what was deleted, each as it reads now.
    private protected override IReadOnlyList<string> In(string conversation) => [.. Book().Where(m => m.Value.Conversation == conversation).Select(m => m.Value.Body!.ToString(Formatting.None))];

    public void Dispose() => _teams.Dispose();

    private protected override bool Fail(Failure? how)
    {
        _teams.Fault = sent => how switch
        {
            Failure.Waits30Seconds => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(30)) } },
            Failure.LosesItsServer => new HttpResponseMessage(HttpStatusCode.BadGateway),
            Failure.KnowsNoSuchConversation => FakeTeams.Json(HttpStatusCode.NotFound, JObject.Parse("""{"error":{"code":"ConversationNotFound"}}""")),
            _ => sent.Method is "PUT" or "DELETE" && !Book(before: sent).ContainsKey(sent.Path.Split('/')[^1])
                ? FakeTeams.Json(HttpStatusCode.NotFound, JObject.Parse("""{"error":{"code":"ActivityNotFoundInConversation"}}""")) : null,
        };
        return true;
    }

    private protected override void Breathe() => _clock.Move(TimeSpan.FromSeconds(5));

    private Dictionary<string, Sent> Book(Sent? before = null)
    {
        var (book, number) = (new Dictionary<string, Sent>(), 0);
        foreach (var call in _teams.Calls.TakeWhile(c => !ReferenceEquals(c, before)))
        {
            // FakeTeams numbers each call that it answers itself.
            number++;
            var id = call.Path.Split('/')[^1];
            if (call is { Method: "POST" } && call.Path.EndsWith("/activities", StringComparison.Ordinal) && (string?)call.Body?["type"] == "message") book["m" + number] = call;
            else if (call.Method == "PUT" && book.ContainsKey(id)) book[id] = call;
            else if (call.Method == "DELETE") book.Remove(id);
        }

        return book;
    }
}
