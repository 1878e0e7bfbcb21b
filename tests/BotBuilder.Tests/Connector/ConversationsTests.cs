using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Connector;

public sealed class ConversationsTests : IDisposable
{
    private const string Root = "https://smba.example/teams/v3/conversations";
    private const string Channel = "19:abc@thread.tacv2;messageid=17";
    private const string EscapedChannel = "19%3Aabc%40thread.tacv2%3Bmessageid%3D17";

    private readonly RecordingHandler _wire = new();
    private readonly HttpClient _http;
    private readonly ConnectorClient _client;

    public ConversationsTests()
    {
        _http = new HttpClient(_wire);
        _client = Client("https://smba.example/teams/", _http);
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task Ids_are_escaped_in_the_route()
    {
        var answer = await _client.Conversations.SendToConversationAsync(Channel, Message("hi"));

        Assert.Equal($"POST {Root}/{EscapedChannel}/activities", Assert.Single(_wire.Requests));
        Assert.Equal("sent", answer.Id);
    }

    [Fact]
    public async Task A_base_address_needs_no_trailing_slash()
    {
        using var client = Client("https://smba.example/teams", _http);
        await client.Conversations.SendToConversationAsync("c", Message("hi"));

        Assert.Equal($"POST {Root}/c/activities", Assert.Single(_wire.Requests));
    }

    [Fact]
    public async Task A_reply_names_the_activity_it_answers()
    {
        var reply = Message("hi");
        reply.ReplyToId = "1:2";
        await _client.Conversations.ReplyToActivityAsync(reply);

        Assert.Equal($"POST {Root}/c/activities/1%3A2", Assert.Single(_wire.Requests));
    }

    [Fact]
    public async Task An_update_is_a_put_and_a_deletion_a_delete()
    {
        var message = Message("hi");
        message.Id = "a";
        await _client.Conversations.UpdateActivityAsync(message);
        await _client.Conversations.DeleteActivityAsync("c", "a");

        Assert.Equal([$"PUT {Root}/c/activities/a", $"DELETE {Root}/c/activities/a"], _wire.Requests);
    }

    [Fact]
    public async Task The_body_is_the_activity_without_its_nulls()
    {
        await _client.Conversations.SendToConversationAsync("c", Message("hi"));

        var body = JObject.Parse(Assert.Single(_wire.Bodies));
        Assert.Equal(["conversation", "text", "type"], body.Properties().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task A_conversation_is_created_with_its_parameters()
    {
        await _client.Conversations.CreateConversationAsync(new ConversationParameters { TenantId = "t", IsGroup = false });

        Assert.Equal($"POST {Root}", Assert.Single(_wire.Requests));
        Assert.Equal("t", JObject.Parse(_wire.Bodies[0]).Value<string>("tenantId"));
    }

    [Fact]
    public async Task Members_come_in_pages_or_one_by_one()
    {
        using var wire = new RecordingHandler(body: """{"continuationToken":"n","members":[{"id":"29:1","email":"a@b.c"}]}""");
        using var http = new HttpClient(wire);
        using var client = Client("https://smba.example/teams/", http);

        var page = await client.Conversations.GetConversationPagedMembersAsync("c", 50, "a b");
        await ((Conversations)client.Conversations).GetConversationMemberAsync("29:1", "c");

        Assert.Equal([$"GET {Root}/c/pagedmembers?pageSize=50&continuationToken=a%20b", $"GET {Root}/c/members/29%3A1"], wire.Requests);
        Assert.Equal("a@b.c", page.Members[0].Properties.Value<string>("email"));
    }

    [Fact]
    public async Task A_refusal_carries_status_and_error()
    {
        using var wire = new RecordingHandler(HttpStatusCode.Forbidden, """{"error":{"code":"BotNotInConversationRoster","message":"no"}}""");
        using var http = new HttpClient(wire);
        using var client = Client("https://smba.example/teams/", http);

        var fault = await Assert.ThrowsAsync<ErrorResponseException>(
            () => client.Conversations.SendToConversationAsync("c", Message("hi")));

        Assert.Equal(HttpStatusCode.Forbidden, fault.Response.StatusCode);
        Assert.Equal("BotNotInConversationRoster", fault.Body.Error.Code);
        Assert.Contains("hi", fault.Request.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_HTML_is_a_refusal_all_the_same()
    {
        using var wire = new RecordingHandler(HttpStatusCode.BadGateway, "<html>");
        using var http = new HttpClient(wire);
        using var client = Client("https://smba.example/teams/", http);

        var fault = await Assert.ThrowsAsync<ErrorResponseException>(
            () => client.Conversations.SendToConversationAsync("c", Message("hi")));

        Assert.Null(fault.Body);
        Assert.Equal("<html>", fault.Response.Content);
    }

    [Fact]
    public async Task What_a_route_needs_must_be_there()
    {
        await Assert.ThrowsAsync<ValidationException>(() => _client.Conversations.ReplyToActivityAsync(Message("hi")));
        await Assert.ThrowsAsync<ValidationException>(() => _client.Conversations.SendToConversationAsync(null, Message("hi")));
        await Assert.ThrowsAsync<ValidationException>(() => _client.Conversations.CreateConversationAsync(null));
        Assert.Empty(_wire.Requests);
    }

    private static ConnectorClient Client(string baseUri, HttpClient http) =>
        new(new Uri(baseUri), MicrosoftAppCredentials.Empty, http, disposeHttpClient: false);

    private static Activity Message(string text) => new("message") { Text = text, Conversation = new ConversationAccount(id: "c") };
}
