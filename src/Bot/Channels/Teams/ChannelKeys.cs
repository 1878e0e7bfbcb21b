using System.Collections;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ClientBot.Channels.Teams;

/// <summary>
/// The keys that the channel service signs with, and for which channels each is endorsed. Fetched once a day, and when a
/// token names a key that is not among them, then at most every ten seconds: anybody can send a token that names one.
/// IdentityModel's ConfigurationManager does the same, but by a clock and in a background of its own.
/// </summary>
internal sealed class ChannelKeys(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider clock, ILogger<ChannelKeys> log)
{
    public const string HttpClientName = "ClientBot.Teams.Keys";

    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1), UnknownKeyEvery = TimeSpan.FromSeconds(10), FirstFetchEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile Keys? _keys;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;
    private Task _fetch = Task.CompletedTask;

    /// <summary>The key of that id, or null when the service publishes none. Nobody waits for the daily fetch: a key we have serves meanwhile.</summary>
    public async Task<JsonWebKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var key = _keys?.ById.GetValueOrDefault(id);
        if (key is not null && IsFresh(_keys)) return key;
        var fetch = Fetch();
        if (key is not null) return key;
        await fetch.WaitAsync(cancellationToken);
        return _keys?.ById.GetValueOrDefault(id);
    }

    public static IReadOnlyList<string> EndorsementsOf(JsonWebKey key) =>
        !key.AdditionalData.TryGetValue("endorsements", out var value) ? [] : value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(e => e.ToString())],
            string one => [one],
            IEnumerable list => [.. list.Cast<object?>().Select(e => e?.ToString() ?? "")],
            _ => [],
        };

    private bool IsFresh(Keys? keys) => keys is not null && clock.GetUtcNow() - keys.At < Fresh;

    // The fetch under way, or a new one, unless the last was a moment ago.
    private Task Fetch()
    {
        lock (_lock)
        {
            if (!_fetch.IsCompleted || clock.GetUtcNow() - _tried < (_keys is null ? FirstFetchEvery : UnknownKeyEvery)) return _fetch;
            return _fetch = Task.Run(FetchAsync);
        }
    }

    private async Task FetchAsync()
    {
        var isRoutine = !IsFresh(_keys);
        var url = options.Value.OpenIdMetadata;
        try
        {
            var documents = new HttpDocumentRetriever(clients.CreateClient(HttpClientName)) { RequireHttps = !new Uri(url).IsLoopback };
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(url, documents, CancellationToken.None);
            var byId = new Dictionary<string, JsonWebKey>(StringComparer.Ordinal);
            foreach (var key in metadata.JsonWebKeySet?.Keys ?? [])
                if (!string.IsNullOrEmpty(key.Kid) && key.Kty == JsonWebAlgorithmsKeyTypes.RSA) byId[key.Kid] = key;
            _keys = new Keys(clock.GetUtcNow(), byId);
            // The daily fetch must not make a key wait that the service began to use a second later.
            _tried = isRoutine ? DateTimeOffset.MinValue : clock.GetUtcNow();
        }
#pragma warning disable CA1031 // Whatever hinders the fetch, the keys we have go on serving; without any, the caller is refused.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _tried = clock.GetUtcNow();
            Log.KeysNotFetched(log, url, e);
        }
    }

    private sealed record Keys(DateTimeOffset At, Dictionary<string, JsonWebKey> ById);
}
