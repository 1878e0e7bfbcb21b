using System.Text.Json.Nodes;

namespace ClientBot.Soak;

/// <summary>Activities as Teams posts them.</summary>
internal sealed class Posts(string serviceUrl, string run)
{
    private int _count;

    public byte[] Joined(Somebody who) => Activity(who, "conversationUpdate", a => a["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "28:bot" }));

    public byte[] Said(Somebody who, string text) => Activity(who, "message", a =>
    {
        a["text"] = text;
        a["textFormat"] = "plain";
    });

    public byte[] Pressed(Somebody who, Press press, string action, params (string Field, string Value)[] fields) =>
        Activity(who, "message", a => a["value"] = Data(press, action, fields));

    /// <summary>A form is submitted.</summary>
    public byte[] Submitted(Somebody who, Press press, string action, params (string Field, string Value)[] fields) => Activity(who, "invoke", a =>
    {
        a["name"] = "task/submit";
        a["value"] = new JsonObject { ["data"] = Data(press, action, fields), ["context"] = new JsonObject { ["theme"] = "default" } };
    });

    private static JsonObject Data(Press press, string action, (string Field, string Value)[] fields)
    {
        var data = new JsonObject { ["action"] = action, ["id"] = press.Id, ["version"] = press.Version };
        foreach (var (field, value) in fields) data[field] = value;
        return data;
    }

    private byte[] Activity(Somebody who, string type, Action<JsonObject> rest)
    {
        var activity = new JsonObject
        {
            ["type"] = type, ["id"] = $"{run}-{Interlocked.Increment(ref _count)}", ["timestamp"] = "2026-11-02T09:00:00.000Z", ["serviceUrl"] = serviceUrl, ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = who.UserId, ["name"] = who.Name },
            ["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = who.Tenant, ["id"] = who.Chat },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "ClientBot" },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-GB", ["timezone"] = "Europe/London" }),
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = who.Tenant } },
            ["locale"] = "en-GB",
        };
        rest(activity);
        return System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString());
    }
}
