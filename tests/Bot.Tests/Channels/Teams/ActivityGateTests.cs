using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class ActivityGateTests : IClassFixture<ActivityGateTests.Stage>
{
    private readonly TeamsStage _stage;

    public ActivityGateTests(Stage stage) => _stage = stage.Bot;

    public static TheoryData<string, string> Broken => new()
    {
        { "type", "null" }, { "type", "5" }, { "type", "\"\"" }, { "channelId", "null" }, { "channelId", "[]" }, { "channelId", "\"slack\"" }, { "channelId", "\"playground\"" },
        { "conversation", "null" }, { "conversation", "\"a\"" }, { "conversation", "{}" }, { "conversation", "{\"id\":7}" }, { "conversation", "{\"id\":\"..\"}" },
        { "conversation", "{\"id\":\"a\",\"isGroup\":\"yes\"}" }, { "conversation", "{\"id\":\"a\\u0000b\"}" }, { "conversation", "{\"id\":\"\\ud800\"}" },
        { "from", "null" }, { "from", "{}" }, { "from", "{\"id\":[]}" }, { "from", "[{\"id\":\"a\"}]" }, { "from", "{\"id\":\"a\",\"name\":\"\\u0000\"}" }, { "from", "{\"id\":\"a\",\"name\":\"\\udc00\"}" },
        { "from", "{\"id\":\"a\",\"ID\":\"b\"}" }, { "recipient", "null" }, { "recipient", "{\"name\":\"x\"}" }, { "recipient", "17" },
        { "serviceUrl", "null" }, { "serviceUrl", "\"\"" }, { "serviceUrl", "\"/relative\"" }, { "serviceUrl", "\"ftp://a.test/\"" }, { "serviceUrl", "\"file:///etc/passwd\"" },
        { "serviceUrl", "\"https://user:pass@a.test/\"" }, { "serviceUrl", "\"https://a.test/?q=\"" }, { "serviceUrl", "{}" },
        { "text", "5" }, { "text", "{}" }, { "text", "[\"a\"]" }, { "timestamp", "\"yesterday\"" }, { "timestamp", "\"0001-01-01T00:00:00+14:00\"" }, { "timestamp", "\"9999-12-31T23:59:59-12:00\"" },
        { "timestamp", "1e400" }, { "localTimestamp", "\"2026-13-45T99:00:00Z\"" }, { "entities", "{}" }, { "entities", "[null]" }, { "entities", "[\"mention\"]" },
        { "entities", "[{\"type\":\"mention\",\"mentioned\":5}]" }, { "entities", "[{\"type\":\"clientInfo\",\"timezone\":\"\\u0000\"}]" }, { "attachments", "[5]" }, { "attachments", "\"x\"" },
        { "channelData", "\"x\"" }, { "channelData", "{\"tenant\":\"x\"}" }, { "channelData", "{\"team\":[]}" }, { "deliveryMode", "{}" }, { "membersAdded", "[null]" }, { "replyToId", "{}" }, { "id", "5" },
        { "locale", "{}" }, { "name", "7" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_field_of_another_shape_is_refused_with_a_sentence(string field, string json)
    {
        var message = _stage.Message("hello");
        message.Remove(field);
        var body = message.ToString(Newtonsoft.Json.Formatting.None)[..^1] + $",\"{field}\":{json}}}";
        await RefusedAsync(body, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"message\"}")]
    [InlineData("{\"type\":\"message\"")]
    [InlineData("{\"type\":\"message\",}")]
    public Task What_is_no_activity_is_refused(string body) => RefusedAsync(body, HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_property_given_twice_is_refused_whatever_its_case()
    {
        var body = _stage.Message("hello").ToString(Newtonsoft.Json.Formatting.None)[..^1];
        await RefusedAsync(body + ",\"serviceUrl\":\"https://other.test/\"}", HttpStatusCode.BadRequest);
        await RefusedAsync(body + ",\"ServiceURL\":\"https://other.test/\"}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_of_a_hundred_levels_is_refused()
    {
        await RefusedAsync(_stage.Message("hello").ToString(Newtonsoft.Json.Formatting.None)[..^1] + $",\"value\":{Nested(100)}}}", HttpStatusCode.BadRequest);
        await RefusedAsync(Nested(100_000), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_over_256_KB_is_refused_told_or_not()
    {
        var big = Encoding.UTF8.GetBytes(_stage.Message(new string('a', 257 * 1024)).ToString());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _stage.PostAsync(big)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _stage.PostAsync(big, null, r => r.Headers.TransferEncodingChunked = true)).StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync([0xff, 0xfe, 0x00])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync([.. "{\"type\":\""u8, 0xc3, 0x28, .. "\"}"u8])).StatusCode);
    }

    [Theory]
    [InlineData("event")]
    [InlineData("typing")]
    [InlineData("trace")]
    [InlineData("messageReaction")]
    [InlineData("something/new")]
    public async Task An_activity_of_an_unknown_type_is_taken_and_does_nothing(string type)
    {
        var before = await _stage.StoredAsync();
        var response = await _stage.PostAsync(_stage.Message("hello", "nobody", a => a["type"] = type));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        Assert.Equal(before, await _stage.StoredAsync());
    }

    [Fact]
    public async Task Half_an_emoji_and_control_characters_in_the_text_are_no_reason_to_refuse_it()
    {
        var body = _stage.Message("TEXT", change: a => a["deliveryMode"] = "expectReplies").ToString(Newtonsoft.Json.Formatting.None).Replace("TEXT", "You are useless \\ud83d \\u0000\\u0007 fix it now", StringComparison.Ordinal);
        var response = await _stage.PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(JObject.Parse(await response.Content.ReadAsStringAsync())["activities"]!);
    }

    [Theory]
    [InlineData("something/unknown", "{}")]
    [InlineData("task/fetch", "5")]
    [InlineData("task/fetch", "{\"data\":7}")]
    [InlineData("task/submit", "{\"data\":{\"action\":\"no.such\",\"id\":\"x\",\"version\":\"y\"}}")]
    [InlineData("composeExtension/fetchTask", "{\"commandId\":5,\"messagePayload\":[]}")]
    [InlineData("composeExtension/submitAction", "{\"botMessagePreviewAction\":\"edit\",\"botActivityPreview\":7}")]
    [InlineData("adaptiveCard/action", "{\"action\":null}")]
    public async Task An_invoke_that_nobody_knows_is_answered_below_500(string name, string value)
    {
        var response = await _stage.PostAsync(_stage.Message("", change: a => { a["type"] = "invoke"; a["name"] = name; a["value"] = JToken.Parse(value); }));
        Assert.True((int)response.StatusCode < 500, $"{response.StatusCode}");
    }

    [Fact]
    public async Task Without_credentials_a_web_page_and_a_proxy_get_nothing()
    {
        var body = Encoding.UTF8.GetBytes(_stage.Message("hello").ToString());
        Action<HttpRequestMessage>[] strangers =
        [
            r => r.Headers.Add("Origin", "https://evil.test"),
            r => r.Headers.Add("Origin", "null"),
            r => r.Headers.Host = "bot.example.com",
            r => r.Headers.Add("Forwarded", "for=203.0.113.9"),
            r => r.Headers.Add("X-Forwarded-For", "203.0.113.9"),
        ];
        foreach (var stranger in strangers) Assert.Equal(HttpStatusCode.Forbidden, (await _stage.PostAsync(body, null, stranger)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _stage.PostAsync(body, null, r => r.Headers.Add("Origin", "http://localhost"))).StatusCode);
    }

    [Fact]
    public async Task Only_POST_is_served() => Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _stage.Client.GetAsync(new Uri("/api/messages", UriKind.Relative))).StatusCode);

    private async Task RefusedAsync(string body, HttpStatusCode status)
    {
        var response = await _stage.PostAsync(body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode} {text}");
        Assert.InRange(JObject.Parse(text)["error"]!["message"]!.ToString().Length, 5, 200);
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    public sealed class Stage : IAsyncLifetime
    {
        internal TeamsStage Bot { get; } = TeamsStage.Open();

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Bot.DisposeAsync();
    }
}
