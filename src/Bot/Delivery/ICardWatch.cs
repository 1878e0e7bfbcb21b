namespace ClientBot.Delivery;

/// <summary>A feature that has to know when a card of its own can't reach somebody.</summary>
public interface ICardWatch
{
    /// <summary>Called in the transaction that settles the attempt.</summary>
    /// <returns>True where the card was this feature's: nobody else then says anything about it.</returns>
    Task<bool> OnUndeliverableAsync(string subject, string personId, Outcome outcome, CancellationToken cancellationToken);
}
