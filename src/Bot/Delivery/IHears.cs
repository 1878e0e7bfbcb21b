namespace ClientBot.Delivery;

/// <summary>A channel whose platform is answered first: its requests are kept in the inbox, and heard from there.</summary>
public interface IHears
{
    /// <summary>The Bot Framework's name of the channel.</summary>
    string Channel { get; }

    /// <summary>Requests of one lane are heard one after another, in the order in which they came.</summary>
    string LaneOf(Received received);

    /// <summary>Runs the turn. False where there is none to run; an exception means that it comes again later.</summary>
    Task<bool> HearAsync(Received received, CancellationToken cancellationToken);
}
