using System.Collections.Concurrent;

namespace ClientBot.Soak;

/// <summary>
/// How escalations go in life, each played by a crew: what people press, in which order, and how it has to end. Whoever
/// presses waits only for a card to press on, so that a bot that was killed meanwhile changes nothing but the time.
/// </summary>
internal sealed class Stories(Door door, Platform platform, Posts posts, IReadOnlyDictionary<string, string> personIds, ConcurrentDictionary<string, Ending> endings, int seed)
{
    private const string Failure = "Something went wrong on my side";
    public const string NobodyAnswered = "Nobody has answered", Settled = "Settled", CalledOff = "Called off";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly Random _random = new(seed);
    private readonly HashSet<string> _known = [];
    private readonly ConcurrentDictionary<string, HashSet<string>> _before = new();
    private int _told;

    public IReadOnlyList<(string Name, Func<Crew, Task> Play)> All =>
    [
        ("nobody answers", NobodyAnswersAsync), ("two press at once", TwoPressAtOnceAsync), ("can't now", CannotNowAsync), ("answered", AnsweredAsync), ("resolved", ResolvedAsync),
        ("settled by the asker", SettledAsync), ("undone", UndoneAsync), ("handed over", HandedOverAsync), ("given back", GivenBackAsync), ("pressed again and again", AgainAndAgainAsync),
    ];

    private async Task NobodyAnswersAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await EndsAsync(crew, help, "Exhausted", null, NobodyAnswered);
    }

    private async Task TwoPressAtOnceAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await CardAsync(crew.Ben, help);
        await CardAsync(crew.Cleo, help);
        await Task.WhenAll(PressAsync(crew.Ben, help, "escalation.take"), PressAsync(crew.Cleo, help, "escalation.join"));
        await EndsAsync(crew, help, "Taken", null, "Ben has it", "Cleo joins you");
    }

    private async Task CannotNowAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await Task.WhenAll(PressAsync(crew.Ben, help, "escalation.cannotnow"), PressAsync(crew.Cleo, help, "escalation.cannotnow"));
        await PressAsync(crew.Dan, help, "escalation.takeover");
        await EndsAsync(crew, help, "Taken", crew.Dan, "Dan takes over");
    }

    private async Task AnsweredAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        var words = $"offer a credit note {Interlocked.Increment(ref _told)}";
        await PressAsync(crew.Cleo, help, "escalation.answer", ("answer", words));
        await EndsAsync(crew, help, "Taken", crew.Cleo, "Cleo has answered");
        if (!platform.Chat(crew.Asker).Any(s => s.Card.Words.Contains(words, StringComparison.Ordinal))) throw new InvalidOperationException($"{help}: the answer did not come back to the asker");
    }

    private async Task ResolvedAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await PressAsync(crew.Ben, help, "escalation.take");
        await PressAsync(crew.Ben, help, "escalation.resolve", ("answer", "done on the phone"));
        await EndsAsync(crew, help, "Resolved", crew.Ben, Settled);
    }

    private async Task SettledAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await PressAsync(crew.Ben, help, "escalation.quick.hold");
        await PressAsync(crew.Asker, help, "escalation.settled");
        await EndsAsync(crew, help, "Resolved", crew.Ben, Settled);
    }

    private async Task UndoneAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await PressAsync(crew.Asker, help, "escalation.undo");
        // Too late where the bot was dead until the others had been asked: then it is called off.
        var status = await UntilAsync(() => StatusOf(crew, help, t => t == CalledOff || t.StartsWith("Asked", StringComparison.Ordinal)), $"{help} is neither undone nor asked");
        if (status.Title != CalledOff) await PressAsync(crew.Asker, help, "escalation.calloff");
        await EndsAsync(crew, help, "CalledOff", null, CalledOff);
    }

    private async Task HandedOverAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await PressAsync(crew.Ben, help, "escalation.take");
        var card = await CardAsync(crew.Ben, help);
        await PostAsync(posts.Submitted(crew.Ben, new Press("", help, card.Buttons.Max(b => (long?)b.Version) ?? 0), "escalation.hand", ("to", personIds[crew.Dan.UserId])));
        await PressAsync(crew.Dan, help, "escalation.take");
        await EndsAsync(crew, help, "Taken", crew.Dan, "Dan has it");
    }

    private async Task GivenBackAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        await PressAsync(crew.Ben, help, "escalation.take");
        await PressAsync(crew.Ben, help, "escalation.cannotnow");
        await PressAsync(crew.Cleo, help, "escalation.take");
        await EndsAsync(crew, help, "Taken", crew.Cleo, "Cleo has it");
    }

    private async Task AgainAndAgainAsync(Crew crew)
    {
        var help = await AskAsync(crew);
        // Once it is over, her card has no buttons any more.
        await CardAsync(crew.Cleo, help);
        await PressAsync(crew.Ben, help, "escalation.take");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PressAsync(crew.Ben, help, "escalation.take")));
        await PressAsync(crew.Asker, help, "escalation.calloff");
        await Task.WhenAll(PressAsync(crew.Ben, help, "escalation.takeover"), PressAsync(crew.Cleo, help, "escalation.take"));
        await EndsAsync(crew, help, "CalledOff", crew.Ben, CalledOff);
    }

    /// <summary>A new case, what the client said, and a press on its card.</summary>
    private async Task<string> AskAsync(Crew crew)
    {
        await PostAsync(posts.Said(crew.Asker, "new"));
        await PostAsync(posts.Said(crew.Asker, $"third time invoice {Interlocked.Increment(ref _told)} is wrong, fix it by 5pm or I call my lawyer"));
        // By its round, as an earlier round's guidance may arrive once more.
        var ask = await UntilAsync(() => New(platform.Chat(crew.Asker).Select(s => s.Card.Find("escalation.ask")).OfType<Press>(), p => p.Id), $"no guidance for {crew.Asker.Id}");
        var before = platform.Chat(crew.Asker).Select(s => s.Id).ToHashSet();
        await PostAsync(posts.Pressed(crew.Asker, ask, "escalation.ask"));
        var help = await UntilAsync(() => New(platform.Chat(crew.Asker).Select(s => s.Help).OfType<string>(), h => h), $"no status card for {crew.Asker.Id}");
        _before[help] = before;
        return help;

        T? New<T>(IEnumerable<T> seen, Func<T, string> id)
            where T : class
        {
            FailOnFailure(crew.Asker);
            lock (_known) return seen.FirstOrDefault(s => _known.Add(id(s)));
        }
    }

    // What was said or pressed was not done, and the bot has said so: waiting for it would be in vain.
    private void FailOnFailure(Somebody who)
    {
        lock (_known)
        {
            var failure = platform.Chat(who).FirstOrDefault(s => s.Card.Title.Contains(Failure, StringComparison.Ordinal) && _known.Add(s.Id));
            if (failure is not null) throw new InvalidOperationException($"{who.Id} was told \"{failure.Card.Title}\"");
        }
    }

    /// <summary>Presses, once this person has a card of it, whatever the card says by then: people press what they see.</summary>
    private async Task PressAsync(Somebody who, string help, string action, params (string, string)[] fields)
    {
        var card = await CardAsync(who, help);
        await PostAsync(posts.Pressed(who, new Press(action, help, card.Buttons.Max(b => (long?)b.Version) ?? 0), action, fields));
    }

    private Task<Card> CardAsync(Somebody who, string help) => UntilAsync(() => CardOf(who, help), $"{who.Id} has no card of {help}");

    private Card? CardOf(Somebody who, string help)
    {
        FailOnFailure(who);
        var cards = platform.Chat(who).Where(s => s.Help == help).ToList();
        return (cards.FindLast(s => s.Card.Buttons.Count > 0) ?? cards.LastOrDefault())?.Card;
    }

    // A card without buttons doesn't say what it is about: what came since this one was asked counts for it.
    private Card? StatusOf(Crew crew, string help, Func<string, bool> title)
    {
        FailOnFailure(crew.Asker);
        return platform.Chat(crew.Asker).LastOrDefault(s => title(s.Card.Title) && (s.Help == help || (s.Help is null && !_before[help].Contains(s.Id))))?.Card;
    }

    private async Task EndsAsync(Crew crew, string help, string state, Somebody? owner, params string[] titles)
    {
        endings[help] = new Ending(state, owner is null ? null : personIds[owner.UserId], crew);
        await UntilAsync(() => StatusOf(crew, help, titles.Contains), $"{help}: the asker's card does not say {string.Join(" or ", titles)}");
    }

    // Every fifth is posted twice at once: to two instances, where there are two.
    private async Task PostAsync(byte[] body)
    {
        var (instance, twice) = (Next(1000), Next(5) == 0);
        await Task.WhenAll(Enumerable.Range(0, twice ? 2 : 1).Select(i => door.PostAsync(body, instance + i)));
    }

    private int Next(int below)
    {
        lock (_random) return _random.Next(below);
    }

    private static async Task<T> UntilAsync<T>(Func<T?> look, string missing)
        where T : class
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            if (look() is { } found) return found;
            if (waited.Elapsed > Limit) throw new TimeoutException(missing);
            await Task.Delay(Look);
        }
    }
}

/// <summary>How an escalation has to have ended.</summary>
internal sealed record Ending(string State, string? OwnerId, Crew Crew);
