using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.Page;

public sealed class PastedTextTests(Chromium chromium) : PageTest(chromium)
{
    private const string Pasted =
        "third time! <img src=x onerror=\"window.ran=1\"> <script>window.ran=1</script> [your lawyer](https://lawyer.example/now) <at>everyone</at> &lt;b&gt; **fix it** https://pay.example {{7*7}}";

    [BrowserFact]
    public Task Nothing_that_was_pasted_becomes_live() => SeeAsync(async (page, alex) =>
    {
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.Dialog += (_, dialog) => asked.Add(dialog.Message);

        await alex.AskAsync(Pasted);
        await Expect(alex.Pane.Locator(".line.is-person .words").Last).ToHaveTextAsync(Pasted);
        await alex.PressAsync("Fill in");
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("You'll be back by").FillAsync("<img src=x onerror=window.ran=1> [now](https://date.example)");
        await form.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();
        await Expect(alex.Card).ToContainTextAsync("<img src=x onerror=window.ran=1> [now](https://date.example)");
        await alex.PressAsync("Just the words");
        await Expect(alex.Lines.Last).ToContainTextAsync("<img src=x onerror=window.ran=1> [now](https://date.example)");
        await AssertDeadAsync(page, asked);
    });

    [BrowserFact]
    public Task Nothing_that_was_pasted_into_the_channel_becomes_live() => SeeAsync(async (page, _) =>
    {
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var team = new Chat(page, "team");
        await team.TellAsync(Pasted);
        await Expect(team.Pane.Locator(".words").Last).ToHaveTextAsync(Pasted);
        await team.Pane.GetByRole(AriaRole.Button, new() { Name = "De-escalate this message" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("SAY", new() { Exact = true })).ToBeVisibleAsync();
        await AssertDeadAsync(page, asked);
    });

    private async Task AssertDeadAsync(IPage page, List<string> asked)
    {
        Assert.Null(await page.EvaluateAsync<int?>("() => window.ran ?? null"));
        Assert.All(asked, url => Assert.StartsWith(Url, url, StringComparison.Ordinal));
        await Expect(page.Locator("main img:not([src='/playground/icon.svg']), main script, main a[href*='.example'], dialog a[href*='.example'], dialog img, main at")).ToHaveCountAsync(0);
    }
}
