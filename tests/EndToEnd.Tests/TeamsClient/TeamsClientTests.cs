using System.Runtime.CompilerServices;
using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.TeamsClient;

/// <summary>
/// The main job in Microsoft's own client. That client doesn't read a manifest, so the message action is called by its id
/// there; and it doesn't open forms from a card (task/fetch), which the page's tests do.
/// </summary>
[Collection(Chromium.Collection)]
public sealed class TeamsClientTests(Chromium chromium)
{
    private const string Invoice = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private const string Personal = "Only you see it";
    private const string Shared = "answer you privately";

    [TeamsClientFact]
    public Task The_conversation_works_in_Microsofts_Teams_client() => SeeAsync("default", ConversationAsync);

    [TeamsClientFact]
    public Task The_conversation_works_with_replies_in_the_answer() => SeeAsync("expectReplies", async (_, window) =>
    {
        await window.OpenAsync("Personal Chat", Personal);
        await window.TellAsync(Invoice);
        await Expect(TeamsWindow.Say(window.Cards.Last)).ToBeVisibleAsync();
    });

    [TeamsClientFact]
    public Task The_message_action_reads_a_message_and_answers_its_asker_alone() => SeeAsync("default", async (_, window) =>
    {
        await window.OpenAsync("Group Chat", Shared);
        await window.TellAsync(Invoice);
        await window.ActOnAsync(Invoice, "deescalate");
        var steady = TeamsWindow.Say(window.Dialog);
        await Expect(window.Dialog).ToContainTextAsync("Angry");
        var words = await steady.InnerTextAsync();
        await TeamsWindow.Button(window.Dialog, "Softer").ClickAsync();
        await Expect(TeamsWindow.Button(window.Dialog, "Steady")).ToBeVisibleAsync();
        await Expect(TeamsWindow.Say(window.Dialog)).Not.ToHaveTextAsync(words);
        await window.Dialog.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(window.Dialog).ToBeHiddenAsync();

        await Expect(window.Cards).ToHaveCountAsync(0);
        await window.OpenAsync("Personal Chat", Personal);
        await Expect(window.Cards).ToHaveCountAsync(1);
        await Expect(TeamsWindow.Button(window.Cards.Last, "Steady")).ToBeVisibleAsync();
    });

    [TeamsClientFact]
    public Task The_picture_of_Microsofts_client_can_be_taken() => SeeAsync("default", async (page, window) =>
    {
        await ConversationAsync(page, window);
        await page.ScreenshotAsync(new() { Path = Pictures.PictureFolder.Of("teams-client.png") });
    }, width: 1280, height: 900);

    private static async Task ConversationAsync(IPage page, TeamsWindow window)
    {
        await window.OpenAsync("Personal Chat", Personal);
        await window.TellAsync(Invoice);
        var card = window.Cards.Last;
        foreach (var label in new[] { "Angry", "SAY", "ASK", "NEXT" }) await Expect(card).ToContainTextAsync(label);
        var words = await TeamsWindow.Say(card).InnerTextAsync();
        await TeamsWindow.Button(card, "Softer").ClickAsync();
        await Expect(TeamsWindow.Button(card, "Steady")).ToBeVisibleAsync();
        await Expect(TeamsWindow.Say(card)).Not.ToHaveTextAsync(words);
        await Expect(window.Cards).ToHaveCountAsync(1);
    }

    private async Task SeeAsync(string deliveryMode, Func<IPage, TeamsWindow, Task> test, int width = 1400, int height = 900, [CallerMemberName] string name = "")
    {
        await using var bot = await BotProcess.StartAsync();
        await using var client = await TeamsClientProcess.StartAsync(bot.Url, deliveryMode);
        var page = await chromium.OpenAsync(width, height);
        // The client asks the internet for its fonts; the tests don't.
        await page.Context.RouteAsync(url => !url.StartsWith(client.Url, StringComparison.Ordinal), route => route.AbortAsync());
        await page.WatchedAsync(async p =>
        {
            await p.GotoAsync(client.Url);
            await test(p, new TeamsWindow(p));
        }, name);
        bot.AssertNothingFailed();
    }
}
