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

    [TeamsClientFact]
    public Task A_colleagues_call_for_help_comes_into_Microsofts_client_unasked_and_is_taken_there() => SeeAsync("default", async (_, window) =>
    {
        await window.OpenAsync("Personal Chat", Personal);
        await window.TellAsync("help");
        await Expect(window.Lines("escalate")).ToBeVisibleAsync();
        await using var megan = await Colleague.MeetAsync("user-id-1", "Megan Bowen", window.Url + "/_connector", _bot!.Url);

        await megan.SaysAsync("escalate: Alex Wilber they want a refund by noon");

        await Expect(window.Cards.Last).ToContainTextAsync("Megan Bowen needs advice");
        await Expect(window.Cards.Last).ToContainTextAsync("they want a refund by noon");
        await TeamsWindow.Button(window.Cards.Last, "I have it").ClickAsync();
        await Expect(window.Cards.Last).ToContainTextAsync("You have it since");
    });

    [TeamsClientFact]
    public Task A_call_for_help_that_nobody_answers_says_so_anew_in_Microsofts_client_and_changes_its_former_card() => SeeAsync("default", async (_, window) =>
    {
        await window.OpenAsync("Personal Chat", Personal);
        await using var megan = await Colleague.MeetAsync("user-id-1", "Megan Bowen", window.Url + "/_connector", _bot!.Url);

        await window.TellAsync("escalate: Megan Bowen they want a refund");

        await Expect(window.Cards.Last).ToContainTextAsync("Asked Megan Bowen");
        await Expect(window.Cards.Last).ToContainTextAsync("Nobody has answered");
        await Expect(window.Cards).ToHaveCountAsync(2);
        await Expect(window.Cards.First).ToHaveTextAsync("This goes on below.");
    });

    [TeamsClientFact]
    public Task The_digest_is_read_in_Microsofts_client() => SeeAsync("default", async (_, window) =>
    {
        await window.OpenAsync("Personal Chat", Personal);
        await using var megan = await Colleague.MeetAsync("user-id-1", "Megan Bowen", window.Url + "/_connector", _bot!.Url);
        await window.TellAsync("setup: Megan Bowen");
        await Expect(window.Cards.Last).ToContainTextAsync("DIGEST");
        foreach (var (client, number) in new[] { "Globex", "Initech", "Hooli" }.Select((c, i) => (c, i)))
        {
            await window.TellAsync($"for {client}: {Invoice}");
            await Expect(window.Cards).ToHaveCountAsync(2 + number);
            await megan.SaysAsync($"for {client}: {Invoice}");
        }

        await window.TellAsync("digest now");

        await Expect(window.Cards.Last).ToContainTextAsync("A preview, for you alone");
        await Expect(window.Cards.Last).ToContainTextAsync("6 hard conversations");
        await Expect(window.Cards.Last).ToContainTextAsync("KINDS Angry 6");
        // Its own chart, not our bars made of characters.
        await Expect(window.Cards.Last.GetByRole(AriaRole.Img, new() { Name = "Angry, The last seven days, 6" })).ToBeVisibleAsync();
        await Expect(window.Cards.Last).Not.ToContainTextAsync("█");
    }, height: 1200);

    private BotProcess? _bot;

    private async Task SeeAsync(string deliveryMode, Func<IPage, TeamsWindow, Task> test, int width = 1400, int height = 900, [CallerMemberName] string name = "")
    {
        await using var bot = _bot = await BotProcess.StartAsync(("Escalation__Wait", "00:00:02"));
        await using var client = await TeamsClientProcess.StartAsync(bot.Url, deliveryMode);
        var page = await chromium.OpenAsync(width, height);
        // The client asks the internet for its fonts; the tests don't.
        await page.Context.RouteAsync(url => !url.StartsWith(client.Url, StringComparison.Ordinal), route => route.AbortAsync());
        await page.WatchedAsync(async p =>
        {
            await p.GotoAsync(client.Url);
            await test(p, new TeamsWindow(p, client.Url));
        }, name);
        bot.AssertNothingFailed();
    }
}
