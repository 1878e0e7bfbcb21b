using System.Net;
using ClientBot.Channels.Teams;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class TeamsOutcomeTests : IDisposable
{
    private readonly FakeTeams _teams = new();
    private readonly ServiceProvider _services;
    private readonly IChannel _channel;

    public TeamsOutcomeTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TeamsStage.SingleTenant).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddTeams(configuration)
            .AddFakeTeams(_teams).BuildServiceProvider();
        _channel = _services.GetServices<IChannel>().Single(c => c.Id == "msteams");
    }

    public void Dispose() => _services.Dispose();

    private static Address Chat(string serviceUrl = TeamsStage.ServiceUrl) => new()
    {
        Id = "address", Channel = "msteams", Tenant = TeamsStage.Tenant, ConversationId = "19:a/b@thread.tacv2;messageid=1", Kind = ConversationKind.Personal,
        ServiceUrl = serviceUrl, BotId = "28:bot", UserId = "29:alex",
    };

    [Theory]
    [InlineData(200, "{\"id\":\"m1\"}", "Delivered { ActivityId = m1 }")]
    [InlineData(201, "{\"id\":\"m1\"}", "Delivered { ActivityId = m1 }")]
    [InlineData(202, "", "Delivered { ActivityId =  }")]
    [InlineData(200, "not json", "Delivered { ActivityId =  }")]
    [InlineData(403, "{\"error\":{\"code\":\"BotNotInConversationRoster\",\"message\":\"x\"}}", "Unreachable { Reason = BotNotInConversationRoster }")]
    [InlineData(403, "{\"errorCode\":209,\"message\":\"{\\\"subCode\\\":\\\"MessageWritesBlocked\\\"}\"}", "Unreachable { Reason = MessageWritesBlocked }")]
    [InlineData(403, "<html>", "Unreachable { Reason = 403 }")]
    [InlineData(404, "{\"error\":{\"code\":\"ConversationNotFound\"}}", "Unreachable { Reason = ConversationNotFound }")]
    [InlineData(400, "{\"error\":{\"code\":\"BadArgument\"}}", "Refused { Why = BadArgument }")]
    [InlineData(400, "{\"error\":{\"code\":\"with client words in it\"}}", "Refused { Why = 400 }")]
    [InlineData(413, "{\"error\":{\"code\":\"MessageSizeTooBig\"}}", "Refused { Why = MessageSizeTooBig }")]
    [InlineData(401, "", "Unknown { Why = 401 }")]
    [InlineData(408, "", "Unknown { Why = 408 }")]
    [InlineData(500, "", "Unknown { Why = 500 }")]
    [InlineData(502, "<html>", "Unknown { Why = 502 }")]
    [InlineData(302, "", "Unknown { Why = 302 }")]
    public async Task Each_answer_to_a_send_has_its_outcome(int status, string body, string expected)
    {
        _teams.Fault = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        Assert.Equal(expected, (await SendAsync()).ToString());
    }

    [Fact]
    public async Task A_wait_is_the_platforms_own_or_two_seconds_and_a_bit()
    {
        _teams.Fault = _ => Waiting(429, TimeSpan.FromSeconds(17));
        Assert.Equal(new Outcome.RetryAfter(TimeSpan.FromSeconds(17)), await SendAsync());
        foreach (var status in new[] { 412, 429 })
        {
            _teams.Fault = _ => new HttpResponseMessage((HttpStatusCode)status);
            Assert.InRange(Assert.IsType<Outcome.RetryAfter>(await SendAsync()).Wait, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        }

        Assert.Equal(3, _teams.Calls.Count);
    }

    [Fact]
    public async Task A_short_wait_is_waited_for()
    {
        var first = true;
        _teams.Fault = _ =>
        {
            if (!first) return null;
            first = false;
            return Waiting(429, TimeSpan.Zero);
        };
        Assert.IsType<Outcome.Delivered>(await SendAsync());
        Assert.Equal(2, _teams.Calls.Count);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_a_lost_answer_is_not()
    {
        _teams.Fault = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.Equal(new Outcome.Unknown("ConnectionError"), await SendAsync());
        Assert.Equal(3, _teams.Calls.Count);
        _teams.Fault = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded);
        Assert.Equal(new Outcome.Unknown("ResponseEnded"), await SendAsync());
        Assert.Equal(4, _teams.Calls.Count);
        _teams.Fault = _ => throw new TaskCanceledException();
        Assert.IsType<Outcome.Unknown>(await SendAsync());
    }

    [Theory]
    [InlineData(404, "ActivityNotFoundInConversation", "Gone { }")]
    [InlineData(404, "", "Gone { }")]
    [InlineData(404, "ConversationNotFound", "Unreachable { Reason = ConversationNotFound }")]
    [InlineData(403, "MessageWritesBlocked", "Unreachable { Reason = MessageWritesBlocked }")]
    [InlineData(400, "BadArgument", "Refused { Why = BadArgument }")]
    [InlineData(503, "ServiceUnavailable", "Unknown { Why = ServiceUnavailable }")]
    public async Task A_message_that_is_gone_is_told_from_a_conversation_that_is(int status, string code, string expected)
    {
        _teams.Fault = _ => FakeTeams.Json((HttpStatusCode)status, new JObject { ["error"] = new JObject { ["code"] = code } });
        Assert.Equal(expected, (await _channel.UpdateAsync(Chat(), "m1", Text("hello"), default)).ToString());
        Assert.Equal(expected, (await _channel.DeleteAsync(Chat(), "m1", default)).ToString());
    }

    [Fact]
    public async Task No_token_of_ours_goes_out_over_plain_http()
    {
        Assert.IsType<Outcome.Unreachable>(await _channel.SendAsync(Chat("http://smba.test/"), Text("hello"), default));
        Assert.Empty(_teams.Calls);
    }

    [Fact]
    public async Task Ids_are_escaped_in_every_route()
    {
        await SendAsync();
        await _channel.UpdateAsync(Chat(), "1:a/b", Text("hello"), default);
        await _channel.DeleteAsync(Chat(), "1:a/b", default);
        const string Conversation = "/emea/v3/conversations/19%3Aa%2Fb%40thread.tacv2%3Bmessageid%3D1/activities";
        Assert.Equal([$"POST {Conversation}", $"PUT {Conversation}/1%3Aa%2Fb", $"DELETE {Conversation}/1%3Aa%2Fb"], _teams.Calls.Select(c => $"{c.Method} {c.Path}"));
    }

    [Fact]
    public async Task Text_beside_a_card_is_refused_as_it_would_be_two_messages_with_one_id()
    {
        var activity = Text("Here it is");
        activity.Attachments = [new Attachment("application/vnd.microsoft.card.adaptive", content: new JObject { ["type"] = "AdaptiveCard" })];
        Assert.IsType<Outcome.Refused>(await _channel.SendAsync(Chat(), activity, default));
        Assert.IsType<Outcome.Refused>(await _channel.UpdateAsync(Chat(), "m1", activity, default));
        Assert.Empty(_teams.Calls);
    }

    [Fact]
    public async Task A_card_goes_out_with_a_summary_and_without_our_own_words_for_delivery()
    {
        var activity = Text("");
        activity.DeliveryMode = DeliveryModes.Ephemeral;
        activity.Attachments = [new Attachment("application/vnd.microsoft.card.adaptive", content: new JObject { ["type"] = "AdaptiveCard" })];
        Assert.Equal(new Outcome.Delivered("m1"), await _channel.SendAsync(Chat(), activity, default));
        var body = Assert.Single(_teams.Calls).Body!;
        Assert.Equal("A message from ClientBot", body["summary"]!.ToString());
        Assert.Null(body["deliveryMode"] ?? body["replyToId"]);
        Assert.Equal("28:bot", body["from"]!["id"]!.ToString());
    }

    [Fact]
    public async Task A_chat_is_opened_with_one_member_and_the_tenant()
    {
        var opening = await _channel.OpenAsync(Alex, Chat(), default);
        Assert.Equal(new Opening("a:chat-of-29:alex", null), opening);
        var body = Assert.Single(_teams.Calls).Body!;
        Assert.Equal("/emea/v3/conversations", _teams.Calls.Single().Path);
        Assert.Equal(["29:alex"], body["members"]!.Select(m => m["id"]!.ToString()));
        Assert.Equal((TeamsStage.Tenant, false), (body["tenantId"]!.ToString(), body["isGroup"]!.ToObject<bool>()));
        _teams.Fault = _ => FakeTeams.Json(HttpStatusCode.Forbidden, new JObject { ["error"] = new JObject { ["code"] = "ConversationBlockedByUser" } });
        Assert.Equal(new Opening(null, new Outcome.Unreachable("ConversationBlockedByUser")), await _channel.OpenAsync(Alex, Chat(), default));
    }

    [Fact]
    public async Task Teams_has_no_private_message_in_a_group() => Assert.Null(await _channel.SendPrivateAsync(Chat(), Alex, Text("hello"), default));

    [Fact]
    public async Task The_eighth_message_of_a_second_waits()
    {
        for (var i = 0; i < 7; i++) Assert.IsType<Outcome.Delivered>(await SendAsync());
        Assert.InRange(Assert.IsType<Outcome.RetryAfter>(await SendAsync()).Wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        Assert.Equal(7, _teams.Calls.Count);
    }

    private static Identity Alex => new() { Channel = "msteams", Tenant = TeamsStage.Tenant, UserId = "29:alex", PersonId = "p" };

    private static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text };

    private Task<Outcome> SendAsync() => _channel.SendAsync(Chat(), Text("hello"), default);

    private static HttpResponseMessage Waiting(int status, TimeSpan wait) => new((HttpStatusCode)status) { Headers = { RetryAfter = new(wait) } };
}
