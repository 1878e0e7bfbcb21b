using ClientBot.Conversation;

namespace ClientBot.Features.Setup;

/// <summary>[Start a team here].</summary>
internal sealed class SetupButtons(Turn turn, TeamSettings settings, SetupCard card) : IButtons
{
    public IReadOnlyCollection<string> Actions { get; } = [SetupCard.BeginAction];

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (await settings.BeginInAsync(press.Id, cancellationToken) is { } team) await turn.SayAsync(await card.OfAsync(team, cancellationToken), null, cancellationToken);
        else await turn.SayAsync("That channel has a team by now, or only whoever runs me may start one. Say `setup` to see.", cancellationToken);
    }
}
