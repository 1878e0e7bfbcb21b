using System.Net.Http.Json;
using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace ClientBot.EndToEnd.Tests.Stage;

/// <summary>The whole program on a port of this computer, with a clock that a test moves. It may end and begin anew on the same folder.</summary>
internal sealed class ClockedBot : WebApplicationFactory<Program>
{
    private readonly string _folder;
    private readonly MovedClock _clock;

    public ClockedBot(string folder, MovedClock clock)
    {
        (_folder, _clock) = (folder, clock);
        UseKestrel(0);
        StartServer();
        Client = CreateClient();
    }

    public HttpClient Client { get; }

    public string Url => Client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Somebody of the page's cast writes, or presses a button.</summary>
    public async Task PostAsync(string conversation, object body)
    {
        using var answer = await Client.PostAsJsonAsync($"{Url}/playground/conversations/{conversation}/activities", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task SayAsync(string person, string text) => PostAsync(person, new { from = person, text });

    /// <summary>What the buttons that do this carry, on the newest card of a conversation that has any; once everything was sent.</summary>
    public async Task<IReadOnlyList<JObject>> ButtonsAsync(string conversation, string action)
    {
        await SettledAsync();
        var read = JObject.Parse(await Client.GetStringAsync(new Uri($"{Url}/playground/conversations/{conversation}/activities")));
        return read["activities"]!.Select(a => a.SelectTokens("activity.attachments[*].content..data").OfType<JObject>().Where(d => (string?)d["action"] == action).ToList()).LastOrDefault(b => b.Count > 0) ?? [];
    }

    public Task PressAsync(string person, JObject button) => PostAsync(person, new { from = person, value = button.ToObject<Dictionary<string, object>>() });

    /// <summary>Does what is due now, without waiting for its pace.</summary>
    public async Task SweepAsync<TSweep>(Func<TSweep, Task> sweep)
        where TSweep : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await sweep(scope.ServiceProvider.GetRequiredService<TSweep>());
    }

    private async Task SettledAsync()
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            await using var scope = Services.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<ClientBotDb>().Set<OutboxEntry>().AnyAsync(e => e.DoneAt == null)) return;
            await Task.Delay(25);
        }

        throw new TimeoutException("The outbox is not empty.");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Storage:DataPath", _folder);
        builder.UseSetting("Storage:KeysPath", Path.Combine(_folder, "keys"));
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
    }
}

/// <summary>The machine's time, moved: what waits goes on waiting, only elsewhere in the calendar.</summary>
internal sealed class MovedClock(DateTimeOffset begin) : TimeProvider
{
    private TimeSpan _by = begin - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _by;

    public void MoveTo(DateTimeOffset at) => _by = at - System.GetUtcNow();

    public void Move(TimeSpan by) => _by += by;
}
