namespace Microsoft.Bot.Builder;

public interface IStorage
{
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default(CancellationToken));

    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default(CancellationToken));

    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default(CancellationToken));
}
