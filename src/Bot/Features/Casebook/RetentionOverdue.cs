using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Features.Casebook;

/// <summary>Cases kept past their time.</summary>
internal sealed class RetentionOverdue(ClientBotDb db, TimeProvider clock, IOptions<CasebookOptions> options) : IOverdue
{
    public string Kind => "retention";

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - (options.Value.Kept + options.Value.RetentionEvery * 3).InMilliseconds();
        return db.Set<Case>().LongCountAsync(c => c.LastAt < before && c.HeldBy == null, cancellationToken);
    }
}

/// <summary>Destroyed keys not yet wiped from the database's files.</summary>
internal sealed class ScrubOverdue(ClientBotDb db, TimeProvider clock, IOptions<CasebookOptions> options) : IOverdue
{
    public string Kind => "scrub";

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = clock.Milliseconds() - (options.Value.ScrubEvery * 10).InMilliseconds();
        return db.Set<DestroyedKey>().LongCountAsync(k => k.At < before, cancellationToken);
    }
}
