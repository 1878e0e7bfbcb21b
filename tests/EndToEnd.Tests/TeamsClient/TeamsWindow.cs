namespace ClientBot.EndToEnd.Tests.TeamsClient;

/// <summary>The window of Microsoft's client, as its reader uses it.</summary>
internal sealed class TeamsWindow(IPage page, string url)
{
    public string Url => url;

    /// <summary>The newest thing that was said with these words in it.</summary>
    public ILocator Lines(string words) => page.GetByText(words).Last;

    public ILocator Cards => page.Locator(".ac-adaptiveCard");

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public async Task OpenAsync(string conversation, string greeting)
    {
        // Before that the client would turn back to the personal chat by itself.
        await Expect(page.GetByText("conversationUpdate 200").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Treeitem, new() { Name = conversation }).ClickAsync();
        await Expect(page.GetByText(greeting).First).ToBeVisibleAsync();
    }

    public async Task TellAsync(string text)
    {
        await page.GetByRole(AriaRole.Textbox).ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>"…" on a message, "Action Command", the command's id, "Create": what a manifest makes one menu entry of.</summary>
    public async Task ActOnAsync(string message, string command)
    {
        await page.Locator("div:has(> [aria-label='Message header'])").Filter(new() { HasText = message }).GetByLabel("Show more information").First.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Action Command" }).ClickAsync();
        await page.GetByPlaceholder("Input command id or leave blanks").FillAsync(command);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
    }

    public static ILocator Button(ILocator card, string title) => card.GetByRole(AriaRole.Button, new() { Name = title, Exact = true });

    public static ILocator Say(ILocator card) =>
        card.GetByText("SAY", new() { Exact = true }).Locator("xpath=following::div[contains(@class, 'ac-richTextBlock')][1]");
}
