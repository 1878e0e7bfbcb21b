using System.Runtime.CompilerServices;

namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>What the browser showed when a test failed lies in TestResults, under the test's name.</summary>
internal static class Shots
{
    public static async Task WatchedAsync(this IPage page, Func<IPage, Task> test, [CallerMemberName] string name = "")
    {
        try
        {
            await test(page);
        }
        catch
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Paths.Results, name + ".png") });
            throw;
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    }
}
