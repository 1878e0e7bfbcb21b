namespace ClientBot.Features.Casebook;

/// <summary>What shows a case: the feature that gave the guidance.</summary>
public interface ICaseCard
{
    /// <summary>Shows the case's newest card once more, at the end of the chat; false when there is none.</summary>
    Task<bool> ShowLatestAsync(OpenCase open, CancellationToken cancellationToken);
}
