using System.Text;
using ClientBot.BotBuilder.Tests.Connector;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Integration;

public sealed class CloudAdapterTests : IDisposable
{
    private readonly RecordingHandler _wire = new();
    private readonly DefaultHttpContext _http = new();
    private readonly CloudAdapter _adapter;

    public CloudAdapterTests()
    {
        _adapter = new CloudAdapter(CredentialFactoryTests.Settings(), new OneClientFactory(_wire));
        _http.Response.Body = new MemoryStream();
    }

    private static Func<ITurnContext, CancellationToken, Task> Silent => (_, _) => Task.CompletedTask;

    private int Status => _http.Response.StatusCode;

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"text":"no type"}""")]
    public async Task A_body_that_is_no_activity_is_a_bad_request(string body)
    {
        await ProcessAsync(body, Silent);

        Assert.Equal((400, ""), (Status, Written()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_a_post_is_allowed(string method)
    {
        await ProcessAsync(Incoming("message"), Silent, method);

        Assert.Equal(405, Status);
    }

    [Fact]
    public async Task An_ordinary_activity_is_answered_200_without_a_body()
    {
        await ProcessAsync(Incoming("message"), Silent);

        Assert.Equal((200, ""), (Status, Written()));
    }

    [Fact]
    public async Task An_invoke_that_nobody_answers_is_not_implemented()
    {
        await ProcessAsync(Incoming("invoke"), Silent);

        Assert.Equal((501, ""), (Status, Written()));
    }

    [Fact]
    public async Task An_invokes_answer_is_its_status_and_body_in_JSON()
    {
        await ProcessAsync(Incoming("invoke"), (turn, token) => AnswerAsync(turn, 412, new ResourceResponse("r"), token));

        Assert.Equal(412, Status);
        Assert.Equal("application/json", _http.Response.ContentType);
        Assert.Equal("r", JObject.Parse(Written()).Value<string>("id"));
        Assert.Empty(_wire.Requests);
    }

    [Fact]
    public async Task An_invokes_answer_may_have_no_body()
    {
        await ProcessAsync(Incoming("invoke"), (turn, token) => AnswerAsync(turn, 200, null, token));

        Assert.Equal((200, "", null), (Status, Written(), _http.Response.ContentType));
    }

    [Fact]
    public async Task An_anonymous_object_is_written_without_its_read_only_properties()
    {
        await ProcessAsync(Incoming("invoke"), (turn, token) => AnswerAsync(turn, 200, new { ok = true }, token));

        Assert.Equal("{}", Written());
    }

    [Fact]
    public async Task Expected_replies_come_in_the_answer_and_not_over_the_wire()
    {
        await ProcessAsync(Incoming("message", "expectReplies"), async (turn, token) =>
        {
            await turn.SendActivityAsync("one", cancellationToken: token);
            await turn.SendActivityAsync("two", cancellationToken: token);
        });

        var replies = JObject.Parse(Written())["activities"]!;
        Assert.Equal(200, Status);
        Assert.Equal(["one", "two"], replies.Select(reply => reply.Value<string>("text")));
        Assert.Empty(_wire.Requests);
    }

    [Fact]
    public async Task Expected_replies_win_over_an_unanswered_invoke()
    {
        await ProcessAsync(Incoming("invoke", "expectReplies"), Silent);

        Assert.Equal(200, Status);
        Assert.Empty(JObject.Parse(Written())["activities"]!);
    }

    [Fact]
    public async Task A_reply_answers_the_activity_that_came_in()
    {
        string? id = null;
        await ProcessAsync(Incoming("message"), async (turn, token) =>
            id = (await turn.SendActivityAsync("hi", cancellationToken: token)).Id);

        Assert.Equal("POST https://smba.example/v3/conversations/c/activities/a", Assert.Single(_wire.Requests));
        Assert.Equal("sent", id);
        Assert.Null(JObject.Parse(_wire.Bodies[0])["id"]);
    }

    [Fact]
    public async Task Traces_are_dropped_outside_the_emulator()
    {
        await ProcessAsync(Incoming("message"), async (turn, token) =>
            await turn.SendActivityAsync(Activity.CreateTraceActivity("t"), token));

        Assert.Empty(_wire.Requests);
    }

    [Fact]
    public async Task A_delay_is_waited_for_and_not_sent()
    {
        await ProcessAsync(Incoming("message"), async (turn, token) =>
            await turn.SendActivityAsync(new Activity(ActivityTypesEx.Delay) { Value = 1 }, token));

        Assert.Empty(_wire.Requests);
    }

    [Fact]
    public async Task A_fault_reaches_the_web_server_unless_somebody_handles_it()
    {
        Func<ITurnContext, CancellationToken, Task> faulty = (_, _) => throw new InvalidOperationException("x");
        await Assert.ThrowsAsync<InvalidOperationException>(() => ProcessAsync(Incoming("message"), faulty));

        Exception? handled = null;
        _adapter.OnTurnError = (_, fault) => Task.FromResult(handled = fault);
        await ProcessAsync(Incoming("message"), faulty);

        Assert.IsType<InvalidOperationException>(handled);
        Assert.Equal(200, Status);
    }

    [Fact]
    public async Task A_second_answer_to_an_invoke_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => ProcessAsync(Incoming("invoke"), async (turn, token) =>
        {
            await AnswerAsync(turn, 200, null, token);
            await AnswerAsync(turn, 200, null, token);
        }));
    }

    [Fact]
    public async Task The_turn_carries_connector_and_identity()
    {
        await ProcessAsync(Incoming("message"), (turn, _) =>
        {
            Assert.NotNull(turn.TurnState.Get<Microsoft.Bot.Connector.IConnectorClient>());
            Assert.NotNull(turn.TurnState.Get<System.Security.Principal.IIdentity>(BotAdapter.BotIdentityKey));
            Assert.Null(turn.Activity.CallerId);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic abc")]
    [InlineData("Bearer")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJpc3MiOiJodHRwczovL2V2aWwuZXhhbXBsZSIsImF1ZCI6ImFwcCJ9.c2ln")]
    public async Task With_an_app_id_a_caller_without_a_channels_token_is_unauthorized(string? authorization)
    {
        var adapter = new CloudAdapter(CredentialFactoryTests.Settings(("MicrosoftAppId", "app"), ("MicrosoftAppPassword", "secret")));
        _http.Request.Headers.Authorization = authorization;

        await ProcessAsync(Incoming("message"), (_, _) => throw new InvalidOperationException("let in"), adapter: adapter);

        Assert.Equal((401, ""), (Status, Written()));
    }

    [Fact]
    public async Task A_continued_conversation_speaks_to_its_reference()
    {
        var reference = Newtonsoft.Json.JsonConvert.DeserializeObject<Activity>(Incoming("message"))!.GetConversationReference();
        await _adapter.ContinueConversationAsync(
            "app", reference, async (turn, token) => await turn.SendActivityAsync("later", cancellationToken: token), default);

        Assert.StartsWith("POST https://smba.example/v3/conversations/c/activities", Assert.Single(_wire.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_can_be_opened()
    {
        Activity? first = null;
        await _adapter.CreateConversationAsync(
            "app", "msteams", "https://smba.example/", "https://api.botframework.com",
            new ConversationParameters { TenantId = "t", Bot = new ChannelAccount("bot") },
            (turn, _) =>
            {
                first = turn.Activity;
                return Task.CompletedTask;
            },
            default);

        Assert.Equal("POST https://smba.example/v3/conversations", Assert.Single(_wire.Requests));
        Assert.Equal(("CreateConversation", "sent", "t", "bot"),
            (first!.Name, first.Conversation.Id, first.Conversation.TenantId, first.Recipient.Id));
    }

    private static Task<ResourceResponse> AnswerAsync(ITurnContext turn, int status, object? body, CancellationToken token) => turn.SendActivityAsync(
        new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = status, Body = body } }, token);

    private static string Incoming(string type, string? deliveryMode = null) => JObject.FromObject(new
    {
        type,
        id = "a",
        channelId = "msteams",
        serviceUrl = "https://smba.example/",
        deliveryMode,
        from = new { id = "user" },
        recipient = new { id = "bot" },
        conversation = new { id = "c" },
    }).ToString();

    private async Task ProcessAsync(
        string body, Func<ITurnContext, CancellationToken, Task> turn, string method = "POST", CloudAdapter? adapter = null)
    {
        _http.Request.Method = method;
        _http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        await (adapter ?? _adapter).ProcessAsync(_http.Request, _http.Response, new Bot(turn));
    }

    private string Written() => Encoding.UTF8.GetString(((MemoryStream)_http.Response.Body).ToArray());

    private sealed class Bot(Func<ITurnContext, CancellationToken, Task> turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext, cancellationToken);
    }
}
