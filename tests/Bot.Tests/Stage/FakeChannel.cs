using System.Collections.Concurrent;
using ClientBot.Delivery;
using ClientBot.People;
using Microsoft.Bot.Schema;

namespace ClientBot.Bot.Tests.Stage;

/// <summary>A platform that keeps what is sent to it, and fails when a test says so.</summary>
public sealed class FakeChannel : IChannel
{
    public const string Name = "fake";
    private int _counter;

    public string Id => Name;

    /// <summary>Every call in order: what was done, in which conversation, to which message.</summary>
    public ConcurrentQueue<Carried> Calls { get; } = new();

    /// <summary>Decides the outcome of the next calls; null delivers.</summary>
    public Func<Carried, Outcome?>? Fault { get; set; }

    public bool HasPrivateMessages { get; set; }

    public Func<Identity, Opening>? Open { get; set; }

    /// <summary>Whether outsiders read a conversation of many; nobody does by default.</summary>
    public Func<Address, bool?>? Outsiders { get; set; }

    public Task<Opening> OpenAsync(Identity user, Address near, CancellationToken cancellationToken) =>
        Task.FromResult(Open?.Invoke(user) ?? new Opening("dm-" + user.UserId, null));

    public Task<Outcome> SendAsync(Address to, Activity activity, CancellationToken cancellationToken) => CarryAsync("send", to, null, activity);

    public Task<Outcome> UpdateAsync(Address at, string activityId, Activity activity, CancellationToken cancellationToken) => CarryAsync("update", at, activityId, activity);

    public Task<Outcome> DeleteAsync(Address at, string activityId, CancellationToken cancellationToken) => CarryAsync("delete", at, activityId, null);

    public async Task<Outcome?> SendPrivateAsync(Address within, Identity to, Activity activity, CancellationToken cancellationToken) =>
        HasPrivateMessages ? await CarryAsync("private", within, null, activity) : null;

    public Task<bool?> HasOutsidersAsync(Address where, CancellationToken cancellationToken) => Task.FromResult(Outsiders is null ? false : Outsiders(where));

    private Task<Outcome> CarryAsync(string what, Address address, string? activityId, Activity? activity)
    {
        var carried = new Carried(what, address.ConversationId, activityId ?? "m" + Interlocked.Increment(ref _counter), activity);
        if (carried is { Text.Length: > 0, Card: not null }) throw new InvalidOperationException("Text beside a card is two messages in Teams, of which only one can be taken back.");
        var fault = Fault?.Invoke(carried);
        if (fault is null or Outcome.Delivered) Calls.Enqueue(carried);
        return Task.FromResult(fault ?? new Outcome.Delivered(carried.ActivityId));
    }
}

/// <summary>One thing that a platform was asked to do.</summary>
public sealed record Carried(string What, string Conversation, string ActivityId, Activity? Activity)
{
    public CardView? Card => Activity?.Attachments is { Count: > 0 } attachments ? new CardView(Newtonsoft.Json.Linq.JObject.FromObject(attachments[0].Content)) : null;

    public string Text => Activity?.Text ?? "";
}
