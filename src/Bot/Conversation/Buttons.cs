namespace ClientBot.Conversation;

/// <summary>Finds the feature that a press belongs to.</summary>
public sealed class Buttons(Features features, IServiceProvider services, Turn turn, ILogger<Buttons> log)
{
    public async Task PressAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (features.Buttons(press.Action, services) is { } feature)
        {
            await feature.PressAsync(press, cancellationToken);
        }
        else if (features.HasForm(press.Action))
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
