using System.Threading.Channels;

namespace ClientBot.Channels.Playground;

/// <summary>The pages that look on. One that doesn't keep up is dropped, and catches up when it connects again.</summary>
internal sealed class PlaygroundListeners
{
    private const int Most = 64;
    private const int Behind = 512;
    private readonly Lock _lock = new();
    private readonly List<Channel<string>> _listeners = [];

    /// <returns>Null when too many look on already.</returns>
    public Channel<string>? Join(string first)
    {
        var listener = Channel.CreateBounded<string>(new BoundedChannelOptions(Behind) { SingleReader = true });
        listener.Writer.TryWrite(first);
        lock (_lock)
        {
            if (_listeners.Count >= Most) return null;
            _listeners.Add(listener);
        }

        return listener;
    }

    public void Leave(Channel<string> listener)
    {
        lock (_lock) _listeners.Remove(listener);
    }

    public void Publish(string json)
    {
        lock (_lock) _listeners.RemoveAll(l => !l.Writer.TryWrite(json) && l.Writer.TryComplete());
    }
}
