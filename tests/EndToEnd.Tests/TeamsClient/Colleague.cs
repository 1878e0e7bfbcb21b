using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ClientBot.EndToEnd.Tests.TeamsClient;

/// <summary>Somebody else of the test client's tenant. That client shows the window of one person alone, so that this one posts to the bot directly.</summary>
internal sealed class Colleague : IAsyncDisposable
{
    private const string Tenant = "00000000-0000-0000-0000-0000000000001";
    private readonly HttpClient _http = new();
    private readonly string _id;
    private readonly string _name;
    private readonly string _client;
    private readonly string _bot;
    private string _chat = "";
    private int _said;

    private Colleague(string id, string name, string client, string bot) => (_id, _name, _client, _bot) = (id, name, client, bot);

    /// <summary>They have a chat with the bot in the client, and have said hi there.</summary>
    public static async Task<Colleague> MeetAsync(string id, string name, string client, string bot)
    {
        var colleague = new Colleague(id, name, client, bot);
        var wanted = new JsonObject { ["isGroup"] = false, ["tenantId"] = Tenant, ["members"] = new JsonArray(new JsonObject { ["id"] = id }) };
        using var answer = await colleague._http.PostAsJsonAsync(client + "/v3/conversations", wanted);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        colleague._chat = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
        await colleague.SaysAsync("help");
        return colleague;
    }

    public async Task SaysAsync(string text)
    {
        var activity = new JsonObject
        {
            ["type"] = "message", ["id"] = $"{_id}-{++_said}", ["channelId"] = "msteams", ["serviceUrl"] = _client, ["text"] = text, ["textFormat"] = "plain",
            ["from"] = new JsonObject { ["id"] = _id, ["name"] = _name },
            ["recipient"] = new JsonObject { ["id"] = "00000000-0000-0000-0000-00000000000011", ["name"] = "Test Bot" },
            ["conversation"] = new JsonObject { ["id"] = _chat, ["conversationType"] = "personal", ["tenantId"] = Tenant },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        };
        using var answer = await _http.PostAsJsonAsync(_bot + "/api/messages", activity);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
