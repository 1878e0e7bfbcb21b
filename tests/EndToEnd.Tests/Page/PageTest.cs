using System.Runtime.CompilerServices;
using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.Page;

/// <summary>A test on the bot's own page: a bot of its own, and a window of the one browser.</summary>
[Collection(Chromium.Collection)]
public abstract class PageTest(Chromium chromium) : IAsyncLifetime
{
    protected const string Invoice = "Client says: third time this invoice is wrong, fix it by 5pm or I call my lawyer";

    private BotProcess? _bot;

    protected string Url => _bot!.Url;

    private protected async Task SeeAsync(
        Func<IPage, Chat, Task> test, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, float scale = 1, [CallerMemberName] string name = "")
    {
        _bot = await BotProcess.StartAsync();
        var page = await chromium.OpenAsync(width, height, scheme, scale);
        await page.WatchedAsync(async p =>
        {
            await p.GotoAsync(Url);
            var alex = new Chat(p, "alex");
            await Expect(alex.Field).ToBeEditableAsync();
            // The first page of a run sets the team up; Maria's card of it is the last thing that comes by itself.
            await Expect(new Chat(p, "maria").Cards).ToHaveCountAsync(1);
            await test(p, alex);
        }, name);
        _bot.AssertNothingFailed();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_bot is not null) await _bot.DisposeAsync();
    }
}
