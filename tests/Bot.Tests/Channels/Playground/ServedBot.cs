using ClientBot.Bot.Tests.Stage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace ClientBot.Bot.Tests.Channels.Playground;

/// <summary>The program itself on a port of this computer: its own gate, web server and sockets, and a database of its own.</summary>
public sealed class ServedBot : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database = TestDatabase.Empty();
    private readonly Dictionary<string, string> _settings;

    public ServedBot() : this([])
    {
    }

    internal ServedBot(Dictionary<string, string> settings)
    {
        _settings = settings;
        UseKestrel(0);
        StartServer();
        Client = CreateClient();
    }

    public HttpClient Client { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in _database.Settings) builder.UseSetting(name, value);
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }
}
