namespace ClientBot.Playbook.Reading;

/// <summary>
/// Working memory that is used again. A few are kept for all threads together: one for each thread that ever read something
/// would stay for as long as the thread does.
/// </summary>
internal sealed class Spares<T>(int most)
    where T : class, new()
{
    private readonly T?[] _kept = new T?[most];

    public T Take()
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            if (_kept[i] is not null && Interlocked.Exchange(ref _kept[i], null) is { } spare)
                return spare;
        }

        return new T();
    }

    public void Give(T spare)
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            if (_kept[i] is null && Interlocked.CompareExchange(ref _kept[i], spare, null) is null)
                return;
        }
    }
}
