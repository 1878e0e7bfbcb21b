using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>The whole program behind its HTTP door, with a channel service that is ours.</summary>
internal sealed class TeamsStage : WebApplicationFactory<Program>
{
    public const string AppId = "11111111-2222-4333-8444-555555555555", Tenant = "aaaaaaaa-0000-4000-8000-000000000001", ServiceUrl = "https://smba.test/emea/";
    private readonly TestDatabase _database = TestDatabase.Empty();
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _configure;
    private int _said;

    private TeamsStage(Dictionary<string, string?> settings, Action<IServiceCollection>? configure) => (_settings, _configure) = (settings, configure);

    public FakeTeams Teams { get; } = new();

    public ListLogger Logs { get; } = new();

    public ShiftedClock Clock { get; } = new();

    /// <summary>Registered as a single-tenant bot: callers need a token.</summary>
    public static TeamsStage SignedIn(Action<IServiceCollection>? configure = null) => new(SingleTenant, configure);

    public static Dictionary<string, string?> SingleTenant => new()
    {
        ["MicrosoftAppType"] = "SingleTenant", ["MicrosoftAppId"] = AppId, ["MicrosoftAppPassword"] = "secret", ["MicrosoftAppTenantId"] = Tenant,
        ["Teams:OpenIdMetadata"] = FakeTeams.Metadata,
    };

    /// <summary>Without credentials, as a local test client finds it.</summary>
    public static TeamsStage Open(Action<IServiceCollection>? configure = null) => new([], configure);

    public JObject Message(string text, string person = "alex", Action<JObject>? change = null)
    {
        var activity = new JObject
        {
            ["type"] = "message", ["id"] = "act" + Interlocked.Increment(ref _said).ToString(CultureInfo.InvariantCulture), ["channelId"] = "msteams", ["serviceUrl"] = ServiceUrl,
            ["timestamp"] = "2026-03-02T09:00:00.123Z", ["localTimestamp"] = "2026-03-02T10:00:00.123+01:00", ["locale"] = "en-US", ["text"] = text, ["textFormat"] = "plain",
            ["from"] = new JObject { ["id"] = "29:" + person, ["name"] = person, ["aadObjectId"] = "00000000-0000-4000-8000-00000000000a" },
            ["recipient"] = new JObject { ["id"] = "28:" + AppId, ["name"] = "ClientBot" },
            ["conversation"] = new JObject { ["id"] = "a:" + person, ["conversationType"] = "personal", ["tenantId"] = Tenant },
            ["channelData"] = new JObject { ["tenant"] = new JObject { ["id"] = Tenant } },
            ["entities"] = new JArray(new JObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = "Europe/Berlin" }),
        };
        change?.Invoke(activity);
        return activity;
    }

    public JObject Mention(string text, string kind, string conversation, string person = "alex") => Message("", person, a =>
    {
        a["text"] = "<at>ClientBot</at> " + text;
        a["conversation"] = new JObject { ["id"] = conversation, ["conversationType"] = kind, ["isGroup"] = true, ["tenantId"] = Tenant };
        ((JArray)a["entities"]!).Add(new JObject { ["type"] = "mention", ["text"] = "<at>ClientBot</at>", ["mentioned"] = a["recipient"]!.DeepClone() });
    });

    public JObject Invoke(string name, JObject value) => Message("", change: a =>
    {
        a["type"] = "invoke";
        a["name"] = name;
        a["value"] = value;
        a.Remove("text");
    });

    public Task<HttpResponseMessage> PostAsync(JObject activity, string? token = null) => PostAsync(activity.ToString(Newtonsoft.Json.Formatting.None), token);

    public Task<HttpResponseMessage> PostAsync(string body, string? token = null) => PostAsync(Encoding.UTF8.GetBytes(body), token);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? token = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token.Contains(' ', StringComparison.Ordinal) ? token : "Bearer " + token);
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public HttpClient Client => _client ??= CreateClient();

    private HttpClient? _client;

    public async Task<JObject> AnswerAsync(JObject activity)
    {
        var response = await PostAsync(activity);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return text.Length == 0 ? [] : JObject.Parse(text);
    }

    public async Task<T> QueryAsync<T>(Func<ClientBotDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<ClientBotDb>());
    }

    /// <summary>How many rows the outside world has caused.</summary>
    public Task<int> StoredAsync() => QueryAsync(async db => await db.Set<InboxEntry>().CountAsync() + await db.Set<OutboxEntry>().CountAsync() + await db.Set<Person>().CountAsync());

    public Task SettledAsync() => UntilAsync(() => QueryAsync(async db => !await db.Set<OutboxEntry>().AnyAsync(e => e.DoneAt == null)), "messages still wait");

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() > deadline) throw new TimeoutException($"{what}: {string.Join('\n', Logs.Lines)}");
            await Task.Delay(5);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (name, value) in _database.Settings.Concat(_settings)) builder.UseSetting(name, value);
        builder.ConfigureLogging(l => l.ClearProviders().AddProvider(Logs));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddFakeTeams(Teams);
            services.AddSingleton<IStartupFilter, FromThisComputer>();
            _configure?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    // The test server has no peers.
    private sealed class FromThisComputer : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Loopback;
                return rest(http);
            });
            next(app);
        };
    }
}
