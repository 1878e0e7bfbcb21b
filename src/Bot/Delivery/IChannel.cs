using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Delivery;

/// <summary>
/// One platform, as the outbox sees it. A channel only carries: it turns a card into the platform's own form, keeps to
/// its limits, and says truthfully what happened.
/// </summary>
public interface IChannel
{
    /// <summary>The Bot Framework's name of the channel, as in <c>Activity.ChannelId</c>.</summary>
    string Id { get; }

    /// <summary>
    /// Opens the 1:1 chat with a user of this channel, or finds the one there is. Returns its conversation id, or why
    /// there is none. <paramref name="near"/> is a conversation of the same tenant, whose service URL serves.
    /// </summary>
    Task<Opening> OpenAsync(Identity user, Address near, CancellationToken cancellationToken);

    Task<Outcome> SendAsync(Address to, Activity activity, CancellationToken cancellationToken);

    Task<Outcome> UpdateAsync(Address at, string activityId, Activity activity, CancellationToken cancellationToken);

    Task<Outcome> DeleteAsync(Address at, string activityId, CancellationToken cancellationToken);

    /// <summary>
    /// Sends to one person in a conversation of many, seen by nobody else, or answers null where the platform has no
    /// such thing: Delivery then uses the 1:1 chat.
    /// </summary>
    Task<Outcome?> SendPrivateAsync(Address within, Identity to, Activity activity, CancellationToken cancellationToken);

    /// <summary>Whether guests or people of another organisation read this conversation; null where the platform gives no answer.</summary>
    Task<bool?> HasOutsidersAsync(Address where, CancellationToken cancellationToken) => Task.FromResult<bool?>(false);

    /// <summary>What the platform itself says about one of its users; null where it says nothing, or gives no answer.</summary>
    Task<Described?> DescribeAsync(Identity user, Address near, CancellationToken cancellationToken) => Task.FromResult<Described?>(null);
}

/// <param name="Email">The address that the platform vouches for, or null.</param>
/// <param name="IsGuest">Not one of the organisation's own people.</param>
public sealed record Described(string? Email, bool IsGuest);

/// <summary>The answer to <see cref="IChannel.OpenAsync"/>: a conversation id, or the outcome that stands in its way.</summary>
public sealed record Opening(string? ConversationId, Outcome? Failure);
