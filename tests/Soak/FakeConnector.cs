using System.Collections.Concurrent;
using System.Text.Json;
using ClientBot.Benchmarks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientBot.Soak;

/// <summary>
/// The platform's side: takes what the bot sends (POST and PUT of activities, as in the Bot Connector's REST API) and
/// remembers each card by the round it shows.
/// </summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private int _sent;

    private FakeConnector(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>Everything that arrived since the last call, in order.</summary>
    public IReadOnlyList<Arrival> Take()
    {
        var taken = new List<Arrival>();
        while (_arrivals.TryDequeue(out var arrival)) taken.Add(arrival);
        return taken;
    }

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connector = new FakeConnector(app);
        app.MapGet("/v3/conversations/{conversation}/pagedmembers", () => Results.Json(new { members = new[] { new { userRole = "user" } } }));
        app.MapPost("/v3/conversations/{conversation}/activities", connector.SentAsync);
        app.MapPost("/v3/conversations/{conversation}/activities/{activity}", connector.SentAsync);
        app.MapPut("/v3/conversations/{conversation}/activities/{activity}", connector.SentAsync);
        await app.StartAsync();
        connector.Url = app.Urls.First() + "/";
        return connector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task SentAsync(HttpContext http, string conversation)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var json = body.GetBuffer().AsMemory(0, (int)body.Length);
        using var activity = JsonDocument.Parse(json);
        if (activity.RootElement.GetProperty("type").GetString() == "message") _arrivals.Enqueue(new Arrival(conversation, Button.In(json.Span)?.Id));
        await http.Response.WriteAsJsonAsync(new { id = $"sent-{Interlocked.Increment(ref _sent)}" });
    }
}

/// <param name="Conversation">Where to.</param>
/// <param name="Round">The round that the card's buttons name; null for a message without any.</param>
internal sealed record Arrival(string Conversation, string? Round);
