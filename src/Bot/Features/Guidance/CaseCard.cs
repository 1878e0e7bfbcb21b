using ClientBot.Features.Casebook;

namespace ClientBot.Features.Guidance;

/// <summary>A case's newest card, for the casebook.</summary>
internal sealed class CaseCard(Rounds rounds) : ICaseCard
{
    public Task<bool> ShowLatestAsync(OpenCase open, CancellationToken cancellationToken) => rounds.ShowLatestAsync(open, cancellationToken);
}
