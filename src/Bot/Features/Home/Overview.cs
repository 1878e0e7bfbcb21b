using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.Bot.Schema;

namespace ClientBot.Features.Home;

/// <summary>
/// A person's overview: what waits for them, their open cases, what they can say. A platform that has a place of its own
/// for it asks by an event; it then stands there, and not among the messages. It names clients, so that it is sealed and
/// taken back like every message that does.
/// </summary>
public sealed class Overview(IEnumerable<IHomePart> parts, Vault vault, Outbox outbox, Turn turn)
{
    /// <summary>The name of the event that asks for it, and of the activity that carries it.</summary>
    public const string Name = "clientbot/overview";

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var person = turn.Person;
        var seal = await vault.OfPersonAsync(person.Id, cancellationToken);
        await outbox.ShowAsync("overview:" + person.Id, person, turn.Sender.Address, await ActivityAsync(cancellationToken), seal, cancellationToken);
    }

    private async Task<Activity> ActivityAsync(CancellationToken cancellationToken)
    {
        var card = new AdaptiveCard("1.2") { FallbackText = "Your overview" };
        foreach (var part in parts.OrderBy(p => p.Order))
        {
            var elements = await part.ForAsync(turn.Person, cancellationToken);
            if (elements.Count == 0) continue;
            elements[0].Separator = card.Body.Count > 0;
            card.Body.AddRange(elements);
        }

        return new Activity
        {
            Type = ActivityTypes.Message, Name = Name, Summary = "Your overview", Attachments = [new Attachment { ContentType = AdaptiveCard.ContentType, Content = card }],
        };
    }
}
