using AdaptiveCards;
using ClientBot.People;

namespace ClientBot.Features.Home;

/// <summary>What one feature has to show on a person's overview. Removing the feature removes its part.</summary>
public interface IHomePart
{
    /// <summary>Where it stands: what waits for an answer first, what can be looked up last.</summary>
    int Order { get; }

    /// <summary>Its heading and lines; nothing where there is nothing to show.</summary>
    Task<IReadOnlyList<AdaptiveElement>> ForAsync(Person person, CancellationToken cancellationToken);
}
