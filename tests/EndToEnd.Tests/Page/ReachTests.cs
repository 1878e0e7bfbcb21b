using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.Page;

/// <summary>Who has no mouse, a small screen or a dark room gets the same.</summary>
public sealed class ReachTests(Chromium chromium) : PageTest(chromium)
{
    private const string Focused = "() => (document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label') || '').trim()";

    // The contrast of WCAG 2, of the words and of each button, against what lies behind them.
    private const string LeastContrast = """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
          const behind = node => { for (let n = node; n; n = n.parentElement) { const c = rgba(getComputedStyle(n).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
          return Math.min(...[...document.querySelectorAll('#pane-alex .card .ac-textRun, #pane-alex .card .ac-textBlock, #pane-alex .card button')].filter(e => e.checkVisibility()).map(e => {
            const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
            return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          }));
        }
        """;

    private const string Outside = """
        () => [...document.querySelectorAll('.pane.is-chosen .line *, .composer *')].filter(e => e.checkVisibility() && !e.closest('.chips')).filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > innerWidth + 1 || r.left < -1); })
          .map(e => e.className || e.localName)
        """;

    [BrowserFact]
    public Task Everything_can_be_done_with_the_keyboard() => SeeAsync(async (page, alex) =>
    {
        await Expect(alex.Field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Invoice);
        await page.Keyboard.PressAsync("Enter");
        await Expect(alex.Cards).ToHaveCountAsync(1);
        var steady = await alex.Say.InnerTextAsync();

        await WalkToAsync(page, "Softer");
        await page.Keyboard.PressAsync("Enter");
        await Expect(alex.Say).Not.ToHaveTextAsync(steady);
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('#pane-alex .line') !== null"), "The focus stays with the card.");

        await WalkToAsync(page, "Fill in");
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("The client, as you address them")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();

        await WalkToAsync(page, "Not this ▾");
        await page.Keyboard.PressAsync("Space");
        await Expect(alex.Button("Asks too much")).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task Light_and_dark_can_both_be_read() => SeeAsync(async (page, alex) =>
    {
        await alex.AskAsync(Invoice);
        Assert.InRange(await page.EvaluateAsync<double>(LeastContrast), 4.5, 21);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.InRange(await page.EvaluateAsync<double>(LeastContrast), 4.5, 21);
        Assert.InRange(await LightnessAsync(page), 0, 60);
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        Assert.InRange(await LightnessAsync(page), 200, 255);
        await page.ReloadAsync();
        await Expect(alex.Cards).ToHaveCountAsync(1);
        Assert.InRange(await LightnessAsync(page), 200, 255);
    });

    [BrowserFact]
    public Task A_phone_shows_it_all_without_scrolling_sideways() => SeeAsync(async (page, alex) =>
    {
        await alex.AskAsync(Invoice);
        await alex.PressAsync("If they push back ▾");
        await alex.PressAsync("Not this ▾");
        Assert.Empty(await page.EvaluateAsync<string[]>(Outside));
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 0, 375);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => { const s = document.querySelector('#pane-alex .scroll'); return s.scrollWidth - s.clientWidth; }"));

        await page.GetByRole(AriaRole.Tab, new() { Name = "Team" }).ClickAsync();
        var team = new Chat(page, "team");
        await team.TellAsync("Wrong parts again! " + new string('x', 300));
        await Expect(team.Pane.GetByRole(AriaRole.Button, new() { Name = "De-escalate this message" })).ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(Outside));
        await team.Pane.GetByRole(AriaRole.Button, new() { Name = "De-escalate this message" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("SAY", new() { Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 0, 375);
    }, width: 375, height: 740);

    // From wherever the focus is, backwards: the newest card stands above the field one writes in.
    private static async Task WalkToAsync(IPage page, string title)
    {
        for (var steps = 0; steps < 80; steps++)
        {
            if (await page.EvaluateAsync<string>(Focused) == title) return;
            await page.Keyboard.PressAsync("Shift+Tab");
        }

        Assert.Fail($"The keyboard does not get to {title}.");
    }

    private static Task<int> LightnessAsync(IPage page) =>
        page.EvaluateAsync<int>("() => Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))");
}
