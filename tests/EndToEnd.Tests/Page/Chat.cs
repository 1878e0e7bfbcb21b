namespace ClientBot.EndToEnd.Tests.Page;

/// <summary>One conversation of the page, as its reader uses it.</summary>
internal sealed class Chat(IPage page, string id)
{
    public ILocator Pane { get; } = page.Locator($"#pane-{id}");

    public ILocator Field => Pane.Locator(".composer textarea");

    public ILocator Cards => Pane.Locator(".card");

    /// <summary>The newest card.</summary>
    public ILocator Card => Cards.Last;

    public ILocator Lines => Pane.Locator(".line.is-bot");

    /// <summary>The words of the newest card that one may send as they stand.</summary>
    public ILocator Say => Card.Locator(".lift .ac-richTextBlock").First;

    public async Task TellAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    /// <summary>Tells what a client said, and waits for the one more card it gets.</summary>
    public async Task<string> AskAsync(string text)
    {
        var before = await Cards.CountAsync();
        await TellAsync(text);
        await Expect(Cards).ToHaveCountAsync(before + 1);
        return await Say.InnerTextAsync();
    }

    public ILocator Button(string title) => Card.GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    public Task PressAsync(string title) => Button(title).ClickAsync();
}
