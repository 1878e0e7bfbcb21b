namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>A test that needs Debian's Chromium. Without it the test is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Paths.Chromium)) Skip = $"{Paths.Chromium} is not installed (apt-get install chromium)";
    }
}
