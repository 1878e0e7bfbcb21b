using System.Net.Mime;
using ClientBot.Conversation;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Net.Http.Headers;

namespace ClientBot.Channels.Playground;

/// <summary>What the page asks and posts. Answers to words come over the stream; an invoke's answer is in the response.</summary>
internal sealed class PlaygroundApi(
    PlaygroundTranscripts transcripts, PlaygroundAdapter adapter, PlaygroundInbound inbound, ConversationTurn turn, PlaygroundPage page)
{
    private const string NoSuchConversation = "There is no such conversation in the playground.";

    public Task ConversationsAsync(HttpContext context) => PlaygroundJson.AnswerAsync(context, PlaygroundJson.Write(new
    {
        run = transcripts.Run,
        drawsCards = page.DrawsCards,
        bot = new { id = PlaygroundCast.Bot.Id, name = PlaygroundCast.Bot.Name },
        conversations = PlaygroundCast.Conversations.Select(c => new { id = c.Id, name = c.Name, type = c.Type, members = c.Members.Select(m => new { id = m.Id, name = m.Name }) }),
    }));

    public Task ActivitiesAsync(HttpContext context) => Asked(context) is { } conversation
        ? PlaygroundJson.AnswerAsync(context, transcripts.Read(conversation))
        : PlainAnswer.WriteAsync(context, StatusCodes.Status404NotFound, NoSuchConversation);

    public async Task PostAsync(HttpContext context)
    {
        if (Asked(context) is not { } conversation)
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status404NotFound, NoSuchConversation);
            return;
        }

        // A page elsewhere can post a form without asking first, but not JSON.
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");
            return;
        }

        if (await BodyAsync(context) is not { } body)
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"That is more than {PlaygroundPost.Longest / 1024} KB.");
            return;
        }

        var (post, fault) = PlaygroundPost.Read(body);
        var from = conversation.Members.FirstOrDefault(m => m.Id == post?.From);
        if (post is not null && from is null) fault = "Nobody of that name is in this conversation.";
        if (fault is not null) await PlainAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, fault);
        else await TakeAsync(context, conversation, from!, post!);
    }

    private async Task TakeAsync(HttpContext context, PlaygroundConversation conversation, PlaygroundMember from, PlaygroundPost post)
    {
        if (post.Name is not null)
        {
            if (inbound.Invoke(conversation, from, post) is not { } invoke)
            {
                await PlainAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "That message is no longer here. Copy its words into the chat with ClientBot instead.");
                return;
            }

            var response = await RunAsync(invoke);
            await PlaygroundJson.AnswerAsync(context, PlaygroundJson.Write(new { status = response?.Status ?? StatusCodes.Status501NotImplemented, body = response?.Body }));
            return;
        }

        string id;
        if (post.Text is not null)
        {
            (var words, var forBot) = inbound.Words(conversation, from, post);
            id = words.Id;
            if (forBot) await RunAsync(words);
        }
        else
        {
            var press = inbound.Press(conversation, from, post);
            id = press.Id;
            await RunAsync(press);
        }

        await PlaygroundJson.AnswerAsync(context, PlaygroundJson.Write(new { id }));
    }

    // A page that is closed meanwhile doesn't take back what was said in it.
    private Task<InvokeResponse?> RunAsync(Activity activity) => adapter.ProcessActivityAsync(null, activity, turn.OnTurnAsync, CancellationToken.None);

    private static PlaygroundConversation? Asked(HttpContext context) => PlaygroundCast.Find(context.Request.RouteValues["conversation"] as string);

    private static async Task<byte[]?> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > PlaygroundPost.Longest) return null;
        var buffer = new byte[PlaygroundPost.Longest + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length > PlaygroundPost.Longest ? null : buffer[..length];
    }
}
