using Microsoft.Bot.Schema;

namespace ClientBot.Channels.Playground;

/// <summary>Who is on the stage: a person, their manager, the bot, and the three conversations they have. Ids stay the same over restarts.</summary>
internal static class PlaygroundCast
{
    public const string ChannelId = "playground";
    public const string Tenant = "playground";

    /// <summary>Never called; addresses of every channel have one.</summary>
    public const string ServiceUrl = "http://localhost/playground/";

    public static readonly PlaygroundMember Bot = new("clientbot", "ClientBot");
    public static readonly PlaygroundMember Person = new("alex", "Alex Kim");
    public static readonly PlaygroundMember Manager = new("maria", "Maria Lopez");

    public static readonly IReadOnlyList<PlaygroundConversation> Conversations =
    [
        new("alex", "Alex Kim", "personal", [Person]),
        new("maria", "Maria Lopez", "personal", [Manager]),
        new("team", "Client team", "channel", [Person, Manager]),
    ];

    public static IReadOnlyList<PlaygroundMember> Everybody { get; } = [Bot, Manager, Person];

    public static PlaygroundConversation? Find(string? id) => Conversations.FirstOrDefault(c => c.Id == id);
}

internal sealed record PlaygroundMember(string Id, string Name)
{
    public ChannelAccount Account(string? role = null) => new(Id, Name, role);
}

internal sealed record PlaygroundConversation(string Id, string Name, string Type, IReadOnlyList<PlaygroundMember> Members)
{
    public bool IsPersonal => Type == "personal";

    public ConversationAccount Account => new(isGroup: !IsPersonal, conversationType: Type, id: Id, name: Name, tenantId: PlaygroundCast.Tenant);
}
