using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

public class MemoryStorage : IStorage
{
    private const string ETagName = "eTag";

    // Types come back as they went in. Safe only because nobody else can write to this memory.
    private static readonly JsonSerializer TypedSerializer = new JsonSerializer { TypeNameHandling = TypeNameHandling.All };

    private readonly Dictionary<string, JObject> _memory;
    private readonly JsonSerializer _serializer;
    private readonly object _lock = new object();
    private int _nextETag;

    public MemoryStorage(JsonSerializer jsonSerializer, Dictionary<string, JObject> dictionary = null)
    {
        ArgumentNullException.ThrowIfNull(jsonSerializer);
        _serializer = jsonSerializer;
        _memory = dictionary ?? new Dictionary<string, JObject>();
    }

    public MemoryStorage(Dictionary<string, JObject> dictionary = null)
        : this(TypedSerializer, dictionary)
    {
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                _memory.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_memory.TryGetValue(key, out var stored) && stored != null)
                {
                    found.Add(key, stored.ToObject<object>(_serializer));
                }
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            foreach (var change in changes)
            {
                _memory[change.Key] = Serialize(change.Key, change.Value);
            }
        }

        return Task.CompletedTask;
    }

    private JObject Serialize(string key, object value)
    {
        if (value == null)
        {
            return null;
        }

        var serialized = JObject.FromObject(value, _serializer);
        if (value is IStoreItem item)
        {
            var current = _memory.TryGetValue(key, out var stored) ? stored?[ETagName]?.Value<string>() : null;
            if (current != null && item.ETag != "*" && item.ETag != current)
            {
                throw new ArgumentException($"Etag conflict.\r\n\r\nOriginal: {item.ETag}\r\nCurrent: {current}");
            }

            serialized[ETagName] = (_nextETag++).ToString(CultureInfo.InvariantCulture);
        }

        return serialized;
    }
}
