using System.Collections.Concurrent;
using System.Text;
using ClientBot.Delivery;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace ClientBot.Channels.Teams;

/// <summary>
/// The Bot Framework's adapter, whose own ProcessAsync writes its answer indented: a third more bytes, made and sent with
/// every turn. What it answers is otherwise the same.
/// </summary>
internal sealed class TeamsAdapter(BotFrameworkAuthentication authentication, ILogger<CloudAdapter> log) : CloudAdapter(authentication, log)
{
    private static readonly JsonSerializer Compact = MakeCompact();
    private static readonly ConcurrentQueue<Page> Pages = new();

    public async Task AnswerAsync(HttpRequest request, HttpResponse response, IBot bot, CancellationToken cancellationToken)
    {
        try
        {
            var activity = await HttpHelper.ReadRequestAsync<Activity>(request);
            if (string.IsNullOrEmpty(activity?.Type))
            {
                response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            await WriteAsync(response, await ProcessActivityAsync(request.Headers.Authorization.ToString(), activity, bot.OnTurnAsync, cancellationToken));
        }
        catch (UnauthorizedAccessException e)
        {
            Log.NotLetIn(log, e);
            response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    private static async Task WriteAsync(HttpResponse response, InvokeResponse? answer)
    {
        response.StatusCode = answer?.Status ?? StatusCodes.Status200OK;
        if (answer?.Body is null) return;
        if (!Pages.TryDequeue(out var page)) page = new Page();
        Compact.Serialize(page.Text, answer.Body);
        await page.Text.FlushAsync(CancellationToken.None);
        response.ContentType = "application/json";
        response.ContentLength = page.Bytes.Length;
        await response.Body.WriteAsync(page.Bytes.GetBuffer().AsMemory(0, (int)page.Bytes.Length), CancellationToken.None);
        page.Bytes.SetLength(0);
        if (page.Bytes.Capacity <= Page.Kept) Pages.Enqueue(page);
    }

    private static JsonSerializer MakeCompact()
    {
        var serializer = JsonSerializer.Create(HttpHelper.BotMessageSerializerSettings);
        serializer.Formatting = Formatting.None;
        serializer.Converters.Insert(0, new CardWriter());
        return serializer;
    }

    /// <summary>Where an answer is written before its length is known; used again and again. One that failed halfway is dropped.</summary>
    private sealed class Page
    {
        public const int Kept = 64 * 1024;

        public Page() => Text = new StreamWriter(Bytes, new UTF8Encoding(false), 4096);

        public MemoryStream Bytes { get; } = new(16 * 1024);

        public StreamWriter Text { get; }
    }
}
