namespace Microsoft.Bot.Builder;

public class PrivateConversationState : BotState
{
    public PrivateConversationState(IStorage storage)
        : base(storage, nameof(PrivateConversationState))
    {
    }

    protected override string GetStorageKey(ITurnContext turnContext)
    {
        var activity = turnContext.Activity;
        return $"{StateKey.Channel(activity)}/conversations/{StateKey.Conversation(activity)}/users/{StateKey.User(activity)}";
    }
}
