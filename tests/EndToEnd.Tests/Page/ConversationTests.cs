using System.Text.RegularExpressions;
using ClientBot.EndToEnd.Tests.Stage;
using Xunit.Abstractions;

namespace ClientBot.EndToEnd.Tests.Page;

public sealed class ConversationTests(Chromium chromium, ITestOutputHelper output) : PageTest(chromium)
{
    // From the key to the drawn card, by the page's own clock.
    private const string Timed = """
        () => new Promise(done => {
          const pane = document.querySelector('#pane-alex'), cards = () => pane.querySelectorAll('.card .lift').length, before = cards();
          const begun = performance.now();
          new MutationObserver((_, watch) => { if (cards() > before) { watch.disconnect(); requestAnimationFrame(() => done(performance.now() - begun)); } })
            .observe(pane, { childList: true, subtree: true });
          pane.querySelector('.composer').requestSubmit();
        })
        """;

    [BrowserFact]
    public Task A_message_of_the_client_gets_one_card_with_words_to_send() => SeeAsync(async (page, alex) =>
    {
        var times = new List<double>();
        foreach (var text in new[] { Invoice, "You still haven't answered me. What is going on over there?", "Fine, but I want it in writing this time." })
        {
            await alex.Field.FillAsync(text);
            times.Add(await page.EvaluateAsync<double>(Timed));
        }

        output.WriteLine("from the key to the drawn card: " + string.Join(", ", times.Select(t => $"{t:0} ms")));
        Assert.All(times, t => Assert.InRange(t, 0, 5000));
        var card = alex.Cards.First;
        await Expect(card).ToContainTextAsync("Angry");
        await Expect(card).ToContainTextAsync("third time");
        foreach (var label in new[] { "SAY", "ASK", "NEXT" }) await Expect(card.GetByText(label).First).ToBeVisibleAsync();
        await Expect(card.GetByText("AVOID").First).ToBeHiddenAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "If they push back ▾" }).ClickAsync();
        await Expect(card.GetByText("AVOID").First).ToBeVisibleAsync();
        await Expect(card.GetByText("IF THEY PUSH BACK").First).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task A_softer_tone_changes_the_words_on_the_same_card() => SeeAsync(async (_, alex) =>
    {
        var steady = await alex.AskAsync(Invoice);
        await alex.PressAsync("Softer");
        await Expect(alex.Say).Not.ToHaveTextAsync(steady);
        await Expect(alex.Button("Steady")).ToBeVisibleAsync();
        await Expect(alex.Cards).ToHaveCountAsync(1);
        await alex.PressAsync("Steady");
        await Expect(alex.Say).ToHaveTextAsync(steady);
    });

    [BrowserFact]
    public Task Whose_mistake_it_is_changes_what_may_be_said() => SeeAsync(async (_, alex) =>
    {
        var before = await alex.AskAsync("This is the second time you sent the wrong parts. I'm really fed up with this.");
        await alex.PressAsync("Ours");
        await Expect(alex.Button("✓ Ours")).ToBeVisibleAsync();
        await Expect(alex.Say).Not.ToHaveTextAsync(before);
        var ours = await alex.Say.InnerTextAsync();
        await alex.PressAsync("Theirs");
        await Expect(alex.Button("✓ Theirs")).ToBeVisibleAsync();
        await Expect(alex.Say).Not.ToHaveTextAsync(ours);
        await Expect(alex.Cards).ToHaveCountAsync(1);
    });

    [BrowserFact]
    public Task Just_the_words_are_a_message_with_nothing_else_in_it() => SeeAsync(async (_, alex) =>
    {
        var words = await alex.AskAsync(Invoice);
        var before = await alex.Lines.CountAsync();
        await alex.PressAsync("Just the words");
        await Expect(alex.Lines).ToHaveCountAsync(before + 1);
        await Expect(alex.Lines.Last.Locator(".words, .prose")).ToHaveTextAsync(words);
    });

    [BrowserFact]
    public Task A_correction_takes_two_clicks_and_gives_other_words() => SeeAsync(async (_, alex) =>
    {
        var before = await alex.AskAsync(Invoice);
        await alex.PressAsync("Not this ▾");
        await alex.PressAsync("Asks too much");
        await Expect(alex.Card).ToContainTextAsync("as you said");
        await Expect(alex.Say).Not.ToHaveTextAsync(before);
        await Expect(alex.Cards).ToHaveCountAsync(1);
    });

    [BrowserFact]
    public Task The_next_message_is_round_two_until_it_is_said_to_be_another_client() => SeeAsync(async (_, alex) =>
    {
        var first = await alex.AskAsync(Invoice);
        var second = await alex.AskAsync("I've heard that before. This is a disgrace, you lot have no idea what you are doing!");
        Assert.NotEqual(first, second);
        await Expect(alex.Card).ToContainTextAsync("round 2");
        await alex.PressAsync("New client");
        await Expect(alex.Card).Not.ToContainTextAsync("round 2");
        await Expect(alex.Cards).ToHaveCountAsync(2);
    });

    [BrowserFact]
    public Task What_is_filled_in_stands_in_the_words() => SeeAsync(async (page, alex) =>
    {
        await alex.AskAsync(Invoice);
        await alex.PressAsync("Fill in");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByLabel("You'll be back by").FillAsync("Friday noon");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(alex.Card).ToContainTextAsync("by Friday noon");
        await Expect(alex.Cards).ToHaveCountAsync(1);
    });

    [BrowserFact]
    public Task Words_of_self_harm_get_people_to_call_and_no_cleverness() => SeeAsync(async (_, alex) =>
    {
        await alex.AskAsync("The client wrote: since you cut off my account I've lost everything, I want to kill myself tonight");
        await Expect(alex.Card).ToContainTextAsync("Call a person now");
        await Expect(alex.Card).ToContainTextAsync("112");
        foreach (var title in new[] { "Softer", "Firmer", "Spoken", "If they push back ▾", "Ours" }) await Expect(alex.Button(title)).ToHaveCountAsync(0);
    });

    [BrowserFact]
    public Task A_page_that_is_loaded_again_shows_what_was_said() => SeeAsync(async (page, alex) =>
    {
        var words = await alex.AskAsync(Invoice);
        await page.ReloadAsync();
        await Expect(alex.Say).ToHaveTextAsync(words);
        await alex.PressAsync("Softer");
        await Expect(alex.Say).Not.ToHaveTextAsync(words);
    });

    [BrowserFact]
    public Task The_manager_has_a_chat_of_her_own() => SeeAsync(async (page, alex) =>
    {
        var maria = new Chat(page, "maria");
        await maria.AskAsync("We need the whole migration finished by Monday, and within the price of the first phase.");
        await Expect(maria.Card).ToContainTextAsync("SAY");
        await Expect(alex.Cards).ToHaveCountAsync(0);
        await Expect(new Chat(page, "team").Cards).ToHaveCountAsync(0);
    });

    [BrowserFact]
    public Task A_message_in_the_channel_is_answered_to_the_asker_alone() => SeeAsync(async (page, alex) =>
    {
        var team = new Chat(page, "team");
        await team.TellAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer");
        await team.Pane.GetByRole(AriaRole.Button, new() { Name = "De-escalate this message" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("SAY", new() { Exact = true })).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Softer" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Steady" })).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(alex.Cards).ToHaveCountAsync(1);
        await Expect(alex.Button("Steady")).ToBeVisibleAsync();
        await Expect(team.Cards).ToHaveCountAsync(0);
        await Expect(new Chat(page, "maria").Pane.GetByText("invoice")).ToHaveCountAsync(0);
    });
}
