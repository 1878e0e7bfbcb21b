using Microsoft.Bot.Schema;

namespace ClientBot.Conversation;

/// <summary>The first thing a person reads, once: Teams may tell of the same joining more than once.</summary>
public sealed class Welcome(Turn turn, Greeted greeted)
{
    private const string Personal =
        "Hi, I'm ClientBot. When a client is hard to deal with, tell me what they just said: paste it, or say it in your own words. "
        + "You get one line that you can send as it stands, what to do next, and what to avoid. Only you see it.\n\n"
        + "Try: *third time this invoice is wrong, fix it by 5pm or I call my lawyer*\n\nSay `help` for everything else.";

    private const string Shared =
        "Hi, I'm ClientBot. I help with hard client conversations. Mention me with what a client said, and I answer you privately, not here.";

    public async Task OnMembersAddedAsync(IList<ChannelAccount>? added, string? botId, CancellationToken cancellationToken)
    {
        if (added is null || !added.Any(m => turn.IsPersonal || m.Id == botId)) return;
        if (!await greeted.FirstTimeAsync(turn.Sender.Address, cancellationToken)) return;
        if (turn.IsPersonal) await turn.SayAsync(Personal, cancellationToken);
        else await turn.SayHereAsync(Shared, cancellationToken);
    }
}
