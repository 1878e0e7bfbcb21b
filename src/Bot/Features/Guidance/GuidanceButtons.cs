using ClientBot.Conversation;

namespace ClientBot.Features.Guidance;

/// <summary>The buttons of a guidance card, of any age and in any order.</summary>
internal sealed class GuidanceButtons(Rounds rounds) : IButtons
{
    public IReadOnlyCollection<string> Actions => GuidanceActions.All;

    public Task PressAsync(ButtonPress press, CancellationToken cancellationToken) => rounds.PressAsync(press, cancellationToken);
}
