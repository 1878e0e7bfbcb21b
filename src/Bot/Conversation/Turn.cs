using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ClientBot.Conversation;

/// <summary>
/// The turn under way, for whoever works in it: who is there, what was sent, and how to answer. Answers go to the person
/// who caused the turn and to nobody else. One per scope; there is none in a sweep.
/// </summary>
public sealed class Turn(Outbox outbox)
{
    private ITurnContext? _context;
    private Sender? _sender;

    public ITurnContext Context => _context ?? throw new InvalidOperationException("No turn is under way in this scope.");

    public Sender Sender => _sender ?? throw new InvalidOperationException("No turn is under way in this scope.");

    public Person Person => Sender.Person;

    /// <summary>True in the person's own 1:1 chat.</summary>
    public bool IsPersonal => Sender.Address.Kind == ConversationKind.Personal;

    /// <summary>True when replies travel in the answer to the request itself (expectReplies) or straight through the adapter (tests).</summary>
    public bool Inline { get; private set; }

    public Task SayAsync(string text, CancellationToken cancellationToken) => SayAsync(MessageFactory.Text(text), null, cancellationToken);

    public async Task SayAsync(Activity activity, Seal? seal, CancellationToken cancellationToken)
    {
        if (Inline && IsPersonal) await Context.SendActivityAsync(activity, cancellationToken);
        else outbox.Tell(Person, Sender.Address, Private(activity), seal);
    }

    /// <summary>Shows a card about a subject, or brings the one already shown up to date.</summary>
    public async Task ShowAsync(string subject, Activity card, Seal? seal, CancellationToken cancellationToken)
    {
        if (Inline && IsPersonal) await Context.SendActivityAsync(card, cancellationToken);
        else await outbox.ShowAsync(subject, Person, Sender.Address, Private(card), seal, cancellationToken);
    }

    /// <summary>Says something to everybody in this conversation. Never with a client's words.</summary>
    public async Task SayHereAsync(string text, CancellationToken cancellationToken)
    {
        if (Inline) await Context.SendActivityAsync(MessageFactory.Text(text), cancellationToken);
        else outbox.Tell(Sender.Address, MessageFactory.Text(text));
    }

    internal void Begin(ITurnContext context, Sender sender, bool inline) => (_context, _sender, Inline) = (context, sender, inline);

    private Activity Private(Activity activity)
    {
        if (!IsPersonal) activity.DeliveryMode = DeliveryModes.Ephemeral;
        return activity;
    }
}
