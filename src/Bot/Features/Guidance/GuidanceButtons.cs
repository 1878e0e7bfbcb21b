using ClientBot.Conversation;

namespace ClientBot.Features.Guidance;

/// <summary>The buttons of a guidance card, of any age and in any order.</summary>
internal sealed class GuidanceButtons(RoundPresses presses) : IButtons
{
    public IReadOnlyCollection<string> Actions => GuidanceActions.All;

    public Task PressAsync(ButtonPress press, CancellationToken cancellationToken) => presses.PressAsync(press, cancellationToken);
}
