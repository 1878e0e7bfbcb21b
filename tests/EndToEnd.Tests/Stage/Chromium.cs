namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>One headless browser for all tests; each test opens a window that shares nothing with another's.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Collection = "Chromium";
    private const float Deadline = 20_000;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Paths.Chromium)) return;
        SetDefaultExpectTimeout(Deadline);
        _playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Paths.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task<IPage> OpenAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, float scale = 1)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-GB", DeviceScaleFactor = scale, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Deadline);
        return await context.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Chromium.Collection)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
