using ClientBot.EndToEnd.Tests.Stage;
using Xunit.Abstractions;

namespace ClientBot.EndToEnd.Tests.Page;

/// <summary>Asking for help, seen from both sides at once.</summary>
public sealed class EscalationTests(Chromium chromium, ITestOutputHelper output) : PageTest(chromium)
{
    // From the press to the drawn card in the other pane, by the page's own clock.
    private const string Timed = """
        () => new Promise(done => {
          const pane = document.querySelector('#pane-maria'), cards = () => pane.querySelectorAll('.card').length, before = cards();
          const button = [...document.querySelectorAll('#pane-alex .card button')].filter(b => b.textContent.trim() === 'Ask a manager').at(-1);
          const begun = performance.now();
          new MutationObserver((_, watch) => { if (cards() > before) { watch.disconnect(); requestAnimationFrame(() => done(performance.now() - begun)); } })
            .observe(pane, { childList: true, subtree: true });
          button.click();
        })
        """;

    [BrowserFact]
    public Task One_press_and_the_manager_has_the_card_within_a_second_and_her_tap_is_seen() => SeeAsync(async (page, alex) =>
    {
        var maria = new Chat(page, "maria");
        await Expect(maria.Card).ToContainTextAsync("1  Maria Lopez, 5 min to answer");

        var times = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            await alex.TellAsync("new");
            await alex.AskAsync(Invoice);
            times.Add(await page.EvaluateAsync<double>(Timed));
            await Expect(alex.Card).ToContainTextAsync("Asked Maria Lopez");
            await Expect(alex.Card).ToContainTextAsync("SAY MEANWHILE");
            await Expect(maria.Card).ToContainTextAsync("Alex Kim needs advice");
            await Expect(maria.Card).ToContainTextAsync("third time this invoice is wrong");

            await maria.PressAsync("I have it");
            await Expect(alex.Card).ToContainTextAsync("Maria Lopez has it");
            await Expect(maria.Card).ToContainTextAsync("You have it since");
        }

        output.WriteLine("from the press to the manager's card: " + string.Join(", ", times.Select(t => $"{t:0} ms")));
        // The first one pays for what is loaded then, and the machine may be busy with other tests.
        Assert.InRange(times.Min(), 0, 1000);
    });

    [BrowserFact]
    public Task Unanswered_it_walks_the_whole_chain_to_the_teams_channel() => SeeAsync(async (page, alex) =>
    {
        var (maria, team) = (new Chat(page, "maria"), new Chat(page, "team"));
        // The page's own team: its home is the channel.
        await Expect(maria.Card).ToContainTextAsync("Settings of Client team");
        await maria.PressAsync("Change");
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Time to answer").First.FillAsync("2 s");
        await form.GetByLabel("If nobody answers").SelectOptionAsync(new SelectOptionValue { Label = "ask all once more" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form).ToBeHiddenAsync();
        await Expect(maria.Lines.Last).ToContainTextAsync("Saved");
        var before = await maria.Cards.CountAsync();

        await alex.AskAsync(Invoice);
        await alex.PressAsync("Ask a manager");

        await Expect(maria.Cards).ToHaveCountAsync(before + 1);
        await Expect(alex.Card).ToContainTextAsync("Maria Lopez has not answered");
        await Expect(maria.Cards).ToHaveCountAsync(before + 2);
        await Expect(alex.Card).ToContainTextAsync("Nobody has answered");
        await Expect(team.Card).ToContainTextAsync("Alex Kim needs a hand with a client, and nobody has answered yet.");
        await Expect(team.Card).Not.ToContainTextAsync("invoice");
        await Expect(maria.Card).ToContainTextAsync("Nobody has answered so far");
    });
}
