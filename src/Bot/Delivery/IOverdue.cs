namespace ClientBot.Delivery;

/// <summary>Work that waits, as <c>/health/work</c> and the metric see it: each feature with rows that fall due has one.</summary>
public interface IOverdue
{
    /// <summary>A word for it: "outbox".</summary>
    string Kind { get; }

    /// <summary>How many rows should have been done a good while ago, or can't be any more.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
