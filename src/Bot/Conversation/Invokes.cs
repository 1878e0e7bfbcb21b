using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace ClientBot.Conversation;

/// <summary>Answers to invokes: every one gets one, and none a 5xx. Shapes as in Microsoft's pages on dialogs and universal actions.</summary>
internal static class Invokes
{
    /// <summary>An answer that shows a sentence, in the form that this kind of invoke can show.</summary>
    public static Activity Sentence(string? invoke, string sentence) => Answer(200, invoke switch
    {
        "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction" => JObject.FromObject(Message(sentence)),
        "adaptiveCard/action" => new JObject
        {
            ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = sentence,
        },
        "composeExtension/query" => new JObject { ["composeExtension"] = new JObject { ["type"] = "message", ["text"] = sentence } },
        _ => null,
    });

    /// <summary>What nobody here knows: 400, which no platform repeats.</summary>
    public static InvokeResponse NotKnown(string? invoke) => new()
    {
        Status = 400,
        Body = new JObject { ["error"] = new JObject { ["code"] = "NotSupported", ["message"] = $"This bot does not answer '{Shortened(invoke)}'." } },
    };

    public static TaskModuleResponse Message(string sentence) => new(new TaskModuleMessageResponse(sentence));

    private static Activity Answer(int status, object? body) =>
        new() { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = status, Body = body } };

    private static string Shortened(string? text) => text?.Shortened(64) ?? "";
}
