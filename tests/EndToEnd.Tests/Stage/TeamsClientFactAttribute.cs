namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>A test in Microsoft's Teams test client. Without the client, or a browser for it, the test is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TeamsClientFactAttribute : BrowserFactAttribute
{
    public TeamsClientFactAttribute()
    {
        if (!File.Exists(Paths.TeamsClient)) Skip ??= "Microsoft's test client is not there (npm ci in tests/EndToEnd.Tests)";
    }
}
