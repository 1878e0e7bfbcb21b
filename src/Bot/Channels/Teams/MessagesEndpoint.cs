using System.Buffers;
using Microsoft.Bot.Builder;

namespace ClientBot.Channels.Teams;

/// <summary>POST /api/messages: who may call at all, the gate, and then the Bot Framework's own adapter.</summary>
internal sealed class MessagesEndpoint(
    ActivityGate gate, TeamsAdapter adapter, TurnWithTyping turn, TeamsAccount account, TimeProvider clock, ILogger<MessagesEndpoint> log)
{
    // Longer than any turn. It ends a turn that hangs, and nothing else does: the connection may go first.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(2);

    public async Task AnswerAsync(HttpContext http)
    {
        if (!account.SignsIn && LocalCaller.Fault(http) is { } fault)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, $"Without credentials this bot serves its own machine only, and {fault}.");
            return;
        }

        if (account.SignsIn && http.Request.Headers.Authorization.Count == 0)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        // One byte more than may come: who sends more than was announced is found out. Most announce 2 KB, and half a megabyte a request adds up.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(http.Request.ContentLength ?? ActivityGate.LargestBody, ActivityGate.LargestBody) + 1);
        try
        {
            await AnswerAsync(http, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task AnswerAsync(HttpContext http, byte[] buffer)
    {
        int length;
        try
        {
            var most = Math.Min(buffer.Length, ActivityGate.LargestBody + 1);
            length = http.Request.ContentLength > ActivityGate.LargestBody
                ? ActivityGate.LargestBody + 1
                : await http.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, most), most, false, http.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            http.Response.StatusCode = e.StatusCode;
            return;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return; // The caller went away in the middle of its own request.
        }

        if (length > ActivityGate.LargestBody)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "The body is larger than 256 KB.");
            return;
        }

        var verdict = gate.Judge(buffer.AsMemory(0, length));
        if (verdict.Sentence is { } sentence)
        {
            await RefuseAsync(http, verdict.Status, sentence);
            return;
        }

        http.Request.Body = new MemoryStream(buffer, 0, length, writable: false);
        await HandOnAsync(http, verdict.IsForBot ? turn : NoTurn);
    }

    private async Task HandOnAsync(HttpContext http, IBot bot)
    {
        var begun = new Begun(bot);
        try
        {
            using var limit = new CancellationTokenSource(LongestTurn, clock);
            await adapter.AnswerAsync(http.Request, http.Response, begun, limit.Token);
        }
#pragma warning disable CA1031 // The last door: behind it the web server would answer with a stack trace. The platform repeats a 503.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (begun.Yes) Log.EndpointFailed(log, e);
            else Log.Unreadable(log, e.GetType().Name);
            if (http.Response.HasStarted) return;
            if (begun.Yes) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            else await RefuseAsync(http, StatusCodes.Status400BadRequest, "The body is not an activity.");
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { code = Code(status), message = sentence } }, CancellationToken.None);
    }

    private static string Code(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status413PayloadTooLarge => "RequestEntityTooLarge",
        _ => "BadRequest",
    };

    private static readonly IBot NoTurn = new Silent();

    private sealed class Silent : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    /// <summary>Tells a fault of reading the activity from a fault of answering it.</summary>
    private sealed class Begun(IBot bot) : IBot
    {
        public bool Yes { get; private set; }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Yes = true;
            return bot.OnTurnAsync(turnContext, cancellationToken);
        }
    }
}
