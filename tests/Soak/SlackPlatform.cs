using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientBot.Soak;

/// <summary>Slack's Web API, as slow as it is: takes what the bot sends, and counts the replies to each event by the mark that its text carried.</summary>
internal sealed partial class SlackPlatform : IAsyncDisposable
{
    public const string Token = "xoxb-soak", Team = "T0SOAK";

    private readonly WebApplication _app;
    private readonly TimeSpan _answersIn;
    private int _messages, _underWay;

    private SlackPlatform(WebApplication app, TimeSpan answersIn) => (_app, _answersIn) = (app, answersIn);

    public string Url { get; private set; } = "";

    /// <summary>How many replies each event got.</summary>
    public ConcurrentDictionary<int, int> Replies { get; } = new();

    /// <summary>Messages that answer no event that was sent.</summary>
    public int Strangers { get; private set; }

    /// <summary>How many messages were being sent at this instant: taken, and their answer not out yet.</summary>
    public int UnderWay => _underWay;

    public static async Task<SlackPlatform> StartAsync(TimeSpan answersIn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var platform = new SlackPlatform(app, answersIn);
        app.MapPost("/api/{method}", platform.AnswerAsync);
        await app.StartAsync();
        platform.Url = app.Urls.First() + "/api/";
        return platform;
    }

    /// <summary>A word that the bot's reply shows again: whom the case is about.</summary>
    public static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"Client{number}x");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, string method)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var isMessage = method is "chat.postMessage" or "chat.postEphemeral";
        if (isMessage)
        {
            Interlocked.Increment(ref _underWay);
            Count(body);
        }

        await Task.Delay(_answersIn);
        if (isMessage) Interlocked.Decrement(ref _underWay);
        await http.Response.WriteAsJsonAsync(Answer(method, body));
    }

    private object Answer(string method, string body) => method switch
    {
        "auth.test" => new { ok = true, team_id = Team, user_id = "U0BOT", bot_id = "B0BOT" },
        "users.info" => new { ok = true, user = new { team_id = Team, tz = "Europe/London", profile = new { real_name = "Somebody" } } },
        "conversations.info" => new { ok = true, channel = new { is_ext_shared = false } },
        "conversations.members" => new { ok = true, members = Array.Empty<string>() },
        "conversations.open" => new { ok = true, channel = new { id = "D" + JsonDocument.Parse(body).RootElement.GetProperty("users").GetString()![1..] } },
        _ => new { ok = true, ts = string.Create(CultureInfo.InvariantCulture, $"1700000000.{Interlocked.Increment(ref _messages):000000}") },
    };

    private void Count(string body)
    {
        if (MarkIn().Match(body) is { Success: true } mark) Replies.AddOrUpdate(int.Parse(mark.Groups[1].ValueSpan, CultureInfo.InvariantCulture), 1, (_, n) => n + 1);
        else Strangers++;
    }

    [GeneratedRegex(@"Client(\d+)x")]
    private static partial Regex MarkIn();
}
