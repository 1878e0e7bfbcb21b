using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using ClientBot.Channels;
using ClientBot.Channels.Playground;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ClientBot.Bot.Tests.Channels.Playground;

public sealed class PlaygroundGateTests(ServedBot bot) : IClassFixture<ServedBot>
{
    private static readonly string[] Paths = ["/", "/playground/main.js", "/playground/conversations", "/playground/conversations/alex/activities", "/playground/stream"];

    [Theory]
    [InlineData("Host", "clientbot.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "192.168.0.9")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Original-For", "127.0.0.1:80")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    public async Task A_request_that_isnt_plainly_local_gets_403_and_a_sentence_everywhere(string header, string value)
    {
        foreach (var path in Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            var answer = await bot.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.StartsWith("The playground ", await answer.Content.ReadAsStringAsync());
        }

        using var post = new HttpRequestMessage(HttpMethod.Post, "/playground/conversations/alex/activities") { Content = JsonContent.Create(new { from = "alex", text = "a" }) };
        post.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.Client.SendAsync(post)).StatusCode);

        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create(new { type = "message" }) };
        message.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.Client.SendAsync(message)).StatusCode);
    }

    [Fact]
    public async Task The_stream_opens_for_the_own_page_and_for_no_other()
    {
        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", bot.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await own.ConnectAsync(Looker.StreamOf(bot), CancellationToken.None);
        Assert.Equal(WebSocketState.Open, own.State);

        using var other = new ClientWebSocket();
        other.Options.CollectHttpResponseDetails = true;
        other.Options.SetRequestHeader("Origin", "https://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(() => other.ConnectAsync(Looker.StreamOf(bot), CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, other.HttpStatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.0.9", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData(null, false)]
    public void Only_a_peer_on_this_computer_passes(string? peer, bool passes)
    {
        var context = new DefaultHttpContext { Request = { Host = new HostString("localhost", 3978), Scheme = "http" } };
        context.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        Assert.Equal(passes, LocalCaller.Fault(context) is null);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("MicrosoftAppId=1", false)]
    [InlineData("Slack:SigningSecret=1", false)]
    [InlineData("MicrosoftAppId=1;Playground:Enabled=true", true)]
    [InlineData("Playground:Enabled=false", false)]
    [InlineData("MicrosoftAppId=;Slack:SigningSecret=", true)]
    public void It_is_there_without_a_channel_or_on_request(string settings, bool there)
    {
        var pairs = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')).ToDictionary(s => s[0], s => (string?)s[1]);
        Assert.Equal(there, PlaygroundSetup.IsOn(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build()));
    }

    [Fact]
    public async Task Beside_a_configured_channel_nothing_of_it_is_mapped()
    {
        await using var configured = new ServedBot(new()
        {
            ["MicrosoftAppId"] = "00000000-0000-0000-0000-000000000001", ["MicrosoftAppType"] = "SingleTenant", ["MicrosoftAppPassword"] = "none",
            ["MicrosoftAppTenantId"] = "00000000-0000-0000-0000-000000000002",
        });
        foreach (var path in Paths) Assert.Equal(HttpStatusCode.NotFound, (await configured.Client.GetAsync(path)).StatusCode);
    }
}
