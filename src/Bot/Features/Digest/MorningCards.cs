using System.Globalization;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using ClientBot.People;
using ClientBot.Playbook.Reading;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Features.Digest;

/// <summary>Makes a person's morning card of their cases, and shows it.</summary>
internal sealed class MorningCards(ClientBotDb db, Vault vault, CurrentPlaybook playbook, Outbox outbox)
{
    /// <summary>More than these are not asked about.</summary>
    public const int Most = 6;

    public async Task ShowAsync(Person person, Address near, long askedAt, CancellationToken cancellationToken)
    {
        var cases = await db.Set<Case>().AsNoTracking().Where(c => c.PersonId == person.Id && c.AskedAt == askedAt).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var lines = new List<Remembered>();
        foreach (var row in cases)
        {
            if (await HardAsync(row.Id, cancellationToken) is { } hard) lines.Add(new Remembered(row, await WordsAsync(row, hard, person, cancellationToken)));
        }

        if (lines.Count == 0) return;
        // Names several clients: a key that goes with any of their cases.
        var seal = await vault.OfPersonAsync(person.Id, cancellationToken);
        await outbox.ShowAsync($"morning:{askedAt.ToString(CultureInfo.InvariantCulture)}", person, near, MorningCard.Of(lines), seal, cancellationToken);
    }

    /// <summary>The round that made a conversation a hard one, with the play that was used; null where there was none, or no play.</summary>
    public Task<Round?> HardAsync(string caseId, CancellationToken cancellationToken) =>
        db.Set<Round>().AsNoTracking().Where(r => r.CaseId == caseId && r.PlayId != null && (r.Corrected ?? r.ReadAs) != Situation.Calm).OrderBy(r => r.Number).FirstOrDefaultAsync(cancellationToken);

    private async Task<string> WordsAsync(Case row, Round hard, Person person, CancellationToken cancellationToken)
    {
        var label = row.Label is { } closed && await vault.FindAsync(row.DataKeyId, cancellationToken) is { } seal ? seal.Open(closed) : null;
        var at = TimeZoneInfo.ConvertTime(row.OpenedAt.ToInstant(), LocalTimes.ZoneOf(person.Zone)).ToString("HH:mm", CultureInfo.InvariantCulture);
        return string.Join(" · ", new[] { at, label, playbook.Edition.Play(hard.PlayId!)?.Title }.OfType<string>());
    }
}
