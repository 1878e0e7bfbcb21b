using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;

namespace ClientBot.Storage;

/// <summary>
/// Keeps the SDK's state in the turn's own transaction. BotState 4.23 hands over plain dictionaries and looks for no
/// ETag of its own, so the version travels as an entry of the dictionary.
/// </summary>
internal sealed class BotStateStore(ClientBotDb db, IDataProtectionProvider protection) : IStorage
{
    private const string ETag = "eTag";
    private static readonly JsonSerializer Json = JsonSerializer.Create(new JsonSerializerSettings
    {
        TypeNameHandling = TypeNameHandling.All,
        SerializationBinder = new BotStateTypes(),
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = 64,
    });

    private static readonly Statement Find = new("SELECT state, version FROM bot_state WHERE id = @0", 1);

    private readonly IDataProtector _protector = protection.CreateProtector("ClientBot.BotState.v1");

    public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>();
        foreach (var key in keys)
        {
            var row = await Find.FirstAsync(db, static r => new Kept((byte[])r.GetValue(0), r.GetInt64(1)), [key], cancellationToken);
            if (row is null) continue;
            var state = Read(row.State);
            state[ETag] = row.Version.ToString(CultureInfo.InvariantCulture);
            found[key] = state;
        }

        return found;
    }

    /// <exception cref="InvalidOperationException">Another turn wrote the state meanwhile, which the turn's lock rules out.</exception>
    public async Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        foreach (var (key, value) in changes)
        {
            var state = new Dictionary<string, object>((IDictionary<string, object>)value);
            var expected = state.Remove(ETag, out var etag) ? long.Parse((string)etag, CultureInfo.InvariantCulture) : 0;
            // No dialog is open: a row would say the same as its absence.
            var isEmpty = state.Values.All(v => v is DialogState { DialogStack.Count: 0 });
            if (isEmpty && expected == 0) continue;
            var mine = db.Set<BotStateRow>().Where(s => s.Id == key && s.Version == expected);
            var written = isEmpty ? await mine.ExecuteDeleteAsync(cancellationToken) : await WriteAsync(key, Write(state), expected, mine, cancellationToken);
            if (written == 0) throw new InvalidOperationException($"Etag conflict. The state {key} was changed meanwhile.");
            if (isEmpty) ((IDictionary<string, object>)value).Remove(ETag);
            else ((IDictionary<string, object>)value)[ETag] = (expected + 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    private Task<int> WriteAsync(string key, byte[] state, long expected, IQueryable<BotStateRow> mine, CancellationToken cancellationToken) => expected == 0
        ? db.Database.ExecuteSqlAsync($"INSERT INTO bot_state (id, state, version) VALUES ({key}, {state}, 1) ON CONFLICT DO NOTHING", cancellationToken)
        : mine.ExecuteUpdateAsync(s => s.SetProperty(r => r.State, state).SetProperty(r => r.Version, expected + 1), cancellationToken);

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) =>
        db.Set<BotStateRow>().Where(s => keys.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);

    private Dictionary<string, object> Read(byte[] closed)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(_protector.Unprotect(closed))));
        return Json.Deserialize<Dictionary<string, object>>(reader)!;
    }

    private byte[] Write(Dictionary<string, object> state)
    {
        using var buffer = new MemoryStream();
        using (var writer = new StreamWriter(buffer, leaveOpen: true)) Json.Serialize(writer, state, typeof(Dictionary<string, object>));
        return _protector.Protect(buffer.ToArray());
    }

    private sealed record Kept(byte[] State, long Version);
}
