using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Playground;

/// <summary>The page, without a browser: posts, reads, and looks on at the stream.</summary>
internal sealed class Looker(HttpClient client) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();

    public static async Task<Looker> OnAsync(ServedBot bot)
    {
        var looker = new Looker(bot.Client);
        await looker._socket.ConnectAsync(StreamOf(bot), CancellationToken.None);
        Assert.Equal("hello", (string?)(await looker.NextAsync())["type"]);
        return looker;
    }

    public static Uri StreamOf(ServedBot bot) => new UriBuilder(bot.Client.BaseAddress!) { Scheme = "ws", Path = "/playground/stream" }.Uri;

    public async Task<JObject> PostAsync(string conversation, object body)
    {
        var answer = await client.PostAsJsonAsync($"/playground/conversations/{conversation}/activities", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JObject.Parse(text);
    }

    public async Task<IReadOnlyList<JObject>> ReadAsync(string conversation)
    {
        var read = JObject.Parse(await client.GetStringAsync($"/playground/conversations/{conversation}/activities"));
        return [.. read["activities"]!.Select(a => (JObject)a["activity"]!)];
    }

    /// <summary>The next event that fits, however many come before it.</summary>
    public async Task<JObject> UntilAsync(Func<JObject, bool> fits)
    {
        while (true)
        {
            var next = await NextAsync();
            if (fits(next)) return next;
        }
    }

    /// <summary>Says something, and waits for the card that the bot answers with.</summary>
    public async Task<JObject> CardForAsync(string conversation, object body, string shownIn = "alex", string type = "message")
    {
        await PostAsync(conversation, body);
        var shown = await UntilAsync(e => (string?)e["type"] == type && (string?)e["conversation"] == shownIn && e.SelectToken("activity.attachments[0].content") is not null);
        return (JObject)shown["activity"]!;
    }

    public static JObject ButtonOf(JObject activity, string action) =>
        (JObject)activity.SelectTokens("attachments[0].content..data").First(d => (string?)d["action"] == action);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task<JObject> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, patience.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (part.EndOfMessage) return JObject.Parse(text.ToString());
        }
    }
}
