using System.Collections.Frozen;

namespace ClientBot.Conversation;

/// <summary>Finds the feature that a press belongs to.</summary>
public sealed class Buttons(IEnumerable<IButtons> features, IEnumerable<IForm> forms, Turn turn, ILogger<Buttons> log)
{
    private readonly FrozenDictionary<string, IButtons> _byAction =
        features.SelectMany(f => f.Actions.Select(a => (Action: a, Feature: f))).ToFrozenDictionary(x => x.Action, x => x.Feature);

    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (_byAction.GetValueOrDefault(press.Action) is { } feature)
        {
            await feature.PressAsync(press, cancellationToken);
        }
        else if (forms.Any(f => f.Action == press.Action))
        {
            await turn.SayAsync("That button opens a form, and your app sent it as a message. Please update the app and press it again.", cancellationToken);
        }
        else
        {
            Log.UnknownButton(log);
            await turn.SayAsync("I don't know that button any more. It may be from an older version of me: send me what the client said, and you get a fresh card.", cancellationToken);
        }
    }
}
