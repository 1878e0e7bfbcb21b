using ClientBot.EndToEnd.Tests.Page;
using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.Pictures;

public sealed class PictureTests(Chromium chromium) : PageTest(chromium)
{
    [BrowserFact]
    public Task The_picture_of_the_card_can_be_taken() => SeeAsync((page, alex) => TakeAsync(page, alex, "card.png"), height: 1120);

    [BrowserFact]
    public Task The_picture_of_the_dark_page_can_be_taken() => SeeAsync((page, alex) => TakeAsync(page, alex, "page-dark.png"), height: 1120, scheme: ColorScheme.Dark);

    [BrowserFact]
    public Task The_picture_of_the_phone_can_be_taken() => SeeAsync((page, alex) => TakeAsync(page, alex, "page-phone.png"), width: 375, height: 812, scale: 2);

    private static async Task TakeAsync(IPage page, Chat alex, string file)
    {
        await alex.AskAsync(Invoice);
        await page.ScreenshotAsync(new() { Path = PictureFolder.Of(file), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        Assert.InRange(new FileInfo(PictureFolder.Of(file)).Length, 10_000, 300_000);
    }
}
