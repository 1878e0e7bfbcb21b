using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace ClientBot.BotBuilder.Tests.Builder;

/// <summary>Runs single turns and hands back what the bot sent.</summary>
internal static class Told
{
    public static async Task<List<Activity>> ToBot(IBot bot, Activity activity) => await To(new TestAdapter(), bot.OnTurnAsync, activity);

    public static async Task<List<Activity>> To(TestAdapter adapter, BotCallbackHandler turn, Activity activity)
    {
        await adapter.ProcessActivityAsync(activity, turn, default);
        return Replies(adapter);
    }

    public static List<Activity> Replies(TestAdapter adapter)
    {
        var replies = adapter.ActiveQueue.ToList();
        adapter.ActiveQueue.Clear();
        return replies;
    }

    public static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };

    public static TurnContext Turn(string text = "hi") => new(new TestAdapter(), new TestAdapter().MakeActivity(text).In("test"));

    private static Activity In(this Activity activity, string channel)
    {
        activity.ChannelId = channel;
        return activity;
    }
}
