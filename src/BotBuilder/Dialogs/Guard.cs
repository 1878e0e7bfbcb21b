namespace Microsoft.Bot.Builder.Dialogs;

internal static class Guard
{
    // Options and results are objects, so a token given one place too early compiles.
    public static void NoToken(object value, string name)
    {
        if (value is CancellationToken)
        {
            throw new ArgumentException($"{name} cannot be a cancellation token");
        }
    }
}
