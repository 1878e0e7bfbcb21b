using System.Collections.Concurrent;
using ClientBot.Benchmarks;

namespace ClientBot.Soak;

/// <summary>What must hold of all escalations once everything has settled.</summary>
internal sealed class HelpChecks(HelpRows rows, Platform platform, Verdict verdict, ConcurrentDictionary<string, Ending> endings, IReadOnlyList<Kill> kills)
{
    private static readonly string[] MakesOwner = ["Taken", "Joined", "TookOver", "Answered", "Approved", "Declined"];
    private static readonly string[] EndsOwning = ["CannotNow", "HandedOver"];

    /// <summary>How many messages arrived that had arrived before.</summary>
    public int Repeated { get; private set; }

    public async Task RunAsync(IReadOnlyDictionary<string, string> chats)
    {
        var (states, history) = (await rows.StatesAsync(), await rows.HistoryAsync());
        foreach (var (help, ending) in endings)
        {
            var (state, owner) = states.GetValueOrDefault(help);
            verdict.Check($"{help} ended as it had to", state == ending.State && (ending.OwnerId is null || owner == ending.OwnerId), $"{state} by {owner}, not {ending.State} by {ending.OwnerId}");
            CheckOwners(help, history[help]);
        }

        CheckAsked([.. history.SelectMany(h => h)], chats);
        CheckRepeats();
        var undelivered = (await rows.UndeliveredAsync()).Where(o => !o.StartsWith("unreachable: MessageWritesBlocked", StringComparison.Ordinal)).ToList();
        var unfollowed = await rows.UnfollowedAsync();
        verdict.Check("a version of a card that was left out was followed by a newer one", unfollowed == 0, $"{unfollowed} were not");
        verdict.Check("every message was delivered, but to who has blocked the bot", undelivered.Count == 0, string.Join("; ", undelivered));
    }

    private void CheckOwners(string help, IEnumerable<HelpLine> history)
    {
        string? owner = null;
        foreach (var line in history)
        {
            if (EndsOwning.Contains(line.Kind) && line.PersonId == owner) owner = null;
            if (!MakesOwner.Contains(line.Kind)) continue;
            verdict.Check($"{help} had one owner at a time", owner is null || owner == line.PersonId, $"{line.PersonId} got it from {owner}");
            owner = line.PersonId;
        }

        var sayYou = platform.All.Where(t => t.Card.Help == help && t.Card.Words.Contains("You have it since", StringComparison.Ordinal)).Select(t => t.Conversation).Distinct().Count();
        var owners = history.Where(l => MakesOwner.Contains(l.Kind)).Select(l => l.PersonId).Distinct().Count();
        verdict.Check($"{help} told nobody else that they have it", sayYou <= owners, $"{sayYou} cards say so, {owners} had it");
    }

    // Each time that somebody was asked, a new card came, so that their phone rang. Of a card that was over before it
    // could be sent only the end comes, which has no buttons and so doesn't say what it was about: counted by chat.
    private void CheckAsked(IReadOnlyList<HelpLine> history, IReadOnlyDictionary<string, string> chats)
    {
        foreach (var asked in history.Where(l => l.Kind == "Asked" && !platform.Closed.ContainsKey(chats[l.PersonId!])).GroupBy(l => chats[l.PersonId!]))
        {
            var arrived = platform.All.Where(t => t.IsNew && t.Conversation == asked.Key && t.Card.Words.Length > 0).Select(t => t.Key).Distinct().Count();
            verdict.Check($"{asked.Key} rang each time", arrived >= asked.Count(), $"{arrived} new cards for {asked.Count()} times asked");
        }
    }

    // The same card a second time needs a kill, or an answer that was lost, between the two. (A sentence may be said twice: each press gets one.)
    private void CheckRepeats()
    {
        foreach (var same in platform.All.Where(t => t.Card.Words.Length > 0).GroupBy(t => t.Key))
        {
            var taken = same.OrderBy(t => t.At).ToList();
            var reasons = taken.SkipLast(1).Count(t => t.AnswerLost) + kills.Count(k => k.To >= taken[0].At && k.From <= taken[^1].At);
            verdict.Check($"{same.Key} arrived once, and once more for each kill", taken.Count <= 1 + reasons, $"{taken.Count} times with {reasons} reasons: {taken[0].Card.Title}");
            Repeated += taken.Count - 1;
        }
    }
}
