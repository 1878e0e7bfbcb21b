using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Delivery;

/// <summary>Sees to it that nothing is said to everybody where guests or people of another organisation read along. The platform is asked for it, once a day.</summary>
public sealed class Readers(ClientBotDb db, IExclusive exclusive, TimeProvider clock)
{
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);

    /// <summary>Why something may not be said here to everybody; null where it may.</summary>
    public async Task<Outcome?> RefusalAsync(IChannel channel, Address where, CancellationToken cancellationToken)
    {
        if (where.Kind == ConversationKind.Personal) return null;
        var now = clock.Milliseconds();
        if (where.ReadersAt is not { } at || now - at > Known.InMilliseconds())
        {
            if (await channel.HasOutsidersAsync(where, cancellationToken) is not { } outsiders) return new Outcome.Unknown("the platform does not say who reads it");
            using var write = await exclusive.WriteAsync(cancellationToken);
            await db.Set<Address>().Where(a => a.Id == where.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.HasGuests, outsiders).SetProperty(x => x.ReadersAt, now), cancellationToken);
            where.HasGuests = outsiders;
        }

        return where.HasGuests ? new Outcome.Dropped("outsiders read it") : null;
    }
}
