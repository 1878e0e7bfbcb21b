using System.Globalization;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Conversation;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.Features.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Lint;

/// <summary>Every button that any card of the bot shows does something, on every platform.</summary>
public sealed class ButtonTests : IAsyncLifetime
{
    /// <summary>Between them they bring every kind of card there is: plays, both openers, crisis, facts, later rounds, a command perhaps meant.</summary>
    internal static readonly string[] Messages =
    [
        "third time this invoice is wrong, fix it by 5pm or I call my lawyer",
        "ARE YOU KIDDING ME?! I want this sorted NOW!!",
        "for Globex: your contract says the setup is free, so I won't pay for it",
        "for Initech: we need the whole shop rebuilt by Monday, for the same price of course",
        "for Umbrella: you are a worthless idiot and I know where you live",
        "for Hooli: could you send me the slides from Tuesday, please?",
        "She wrote: I can't do this any more, I want to kill myself, you were my last hope",
        "hmm, well, I don't know about that",
        "Das ist jetzt das dritte Mal, dass die Rechnung nicht stimmt, und ich habe wirklich keine Lust mehr.",
        "😡😡😡",
        "forget it, you people are hopeless and I'm leaving",
    ];

    private PlayedBot _bot = null!;

    public async Task InitializeAsync() => _bot = await PlayedBot.StartAsync();

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Every_button_of_every_card_has_a_handler_and_carries_only_what_to_do_on_what_in_which_version()
    {
        var known = await ActionsAsync();
        foreach (var data in await AllAsync())
        {
            Assert.Contains((string)data["action"]!, known);
            Assert.Empty(data.Properties().Select(p => p.Name).Except(["action", "id", "version", "msteams"]));
            Assert.True(ClientBot.Storage.Ids.IsId((string)data["id"]!));

            var press = ButtonPress.In(JObject.Parse(data.ToString()))!;
            Assert.Equal(((string)data["action"]!, (string)data["id"]!, (long)data["version"]!), (press.Action, press.Id, press.Version));
            Assert.Empty(press.Inputs);
        }
    }

    [Fact]
    public async Task Every_action_fits_into_what_Slack_lets_a_button_carry()
    {
        var id = new ClientBot.Storage.Ids(_bot.Clock).New();
        var longest = int.MaxValue.ToString(CultureInfo.InvariantCulture);

        Assert.All(await ActionsAsync(), action => Assert.InRange($"{action}|{id}|{longest}".Length, 1, 75));
        Assert.All(await ActionsAsync(), action => Assert.Matches("^[a-z]+(\\.[a-z_]+)+$", action));
    }

    [Fact]
    public async Task Every_handled_action_is_on_some_card_and_pressing_it_is_answered()
    {
        var all = (await AllAsync()).DistinctBy(d => (string)d["action"]!).ToDictionary(d => (string)d["action"]!);
        Assert.Empty((await ActionsAsync()).Except(all.Keys).Except(["guidance.fact.notasked"]));

        foreach (var (action, data) in all.Where(d => d.Value["msteams"] is null && d.Key != "guidance.meant"))
        {
            var answers = await _bot.PressesAsync(data);
            Assert.True(answers.Count > 0, action + " is not answered");
            Assert.DoesNotContain(answers, a => a.Text.Contains("don't know that button", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(_bot.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    private async Task<List<JObject>> AllAsync()
    {
        var cards = new List<CardView>();
        foreach (var message in Messages)
        {
            var card = Assert.Single(await _bot.SaysAsync(message), c => c.Card is not null);
            cards.Add(card.Card!);
            foreach (var action in new[] { "guidance.situation.angry", "guidance.situation.abusive", "guidance.tone.softer", "guidance.tone.spoken" })
                if (cards[^1].Actions.Contains(action)) cards.AddRange((await _bot.PressesAsync(cards[^1].Data(action))).Select(c => c.Card).OfType<CardView>());
        }

        cards.AddRange((await _bot.PressesAsync(cards.First(c => c.Actions.Contains("guidance.ladder")).Data("guidance.ladder"))).Select(c => c.Card).OfType<CardView>());
        cards.Add(Assert.Single(await _bot.SaysAsync("cases")).Card!);
        cards.AddRange(await EscalatedAsync());
        return [.. cards.SelectMany(c => c.Buttons).Select(b => b["data"]).OfType<JObject>()];
    }

    // An escalation in each of its states, and a team's settings.
    private async Task<List<CardView>> EscalatedAsync()
    {
        var before = _bot.Channel.Calls.Count;
        await _bot.SaysAsync("help", "maria");
        await _bot.MentionsAsync("setup");
        await _bot.SaysAsync("escalate");
        await _bot.HearAsync(_bot.Message("maria", "free", "channel", a => a.Text = "setup"));
        await _bot.SaysAsync("setup");
        var asked = await _bot.SaysAsync("escalate: Maria they want money");
        await SubmitAsync(asked, EscalationActions.Change, ("need", "Approve"), ("amount", "20"), ("when", "soft"));
        await SubmitAsync(asked, EscalationActions.Change, ("need", "Advice"), ("when", "urgent"));
        await _bot.PressesAsync(asked.Last(c => c.Conversation == "dm-maria"), EscalationActions.Take, "maria");
        await _bot.PressesAsync(asked.Last(c => c.Conversation == "dm-maria"), EscalationActions.CannotNow, "maria");
        _bot.Clock.Move(TimeSpan.FromMinutes(6));
        await _bot.InScopeAsync(s => s.GetRequiredService<EscalationSweep>().SweepAsync(default));
        await _bot.SettledAsync();
        await _bot.SaysAsync("new");
        await _bot.SaysAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer");
        var more = await _bot.SaysAsync("escalate: Maria they want money");
        var taken = await _bot.PressesAsync(more.Last(c => c.Conversation == "dm-maria"), EscalationActions.Take, "maria");
        await _bot.PressesAsync(taken.Last(c => c.Conversation == "dm-maria"), EscalationActions.Resolve, "maria");
        await DigestAsync();
        return [.. _bot.Channel.Calls.Skip(before).Select(c => c.Card).OfType<CardView>()];
    }

    // The team's digest, muted too, and the card of the morning after.
    private async Task DigestAsync()
    {
        await SubmitAsync([.. _bot.Channel.Calls], SetupForm.ActionName, ("people1", await MariaAsync()), ("digest", "daily"), ("digesttime", "09:00"), ("zone", "UTC"));
        await _bot.SaysAsync("digest now");
        await _bot.SaysAsync("mute");
        await _bot.SaysAsync("digest now");
        await _bot.SaysAsync("unmute");
        _bot.Clock.Move(TimeSpan.FromDays(1));
        await _bot.InScopeAsync(s => s.GetRequiredService<MorningSweep>().SweepAsync(default));
        await _bot.SettledAsync();
    }

    private Task<string> MariaAsync() => _bot.QueryAsync(db => db.Set<ClientBot.People.Person>().Where(p => p.Name == "Maria").Select(p => p.Id).SingleAsync());

    private Task<Microsoft.Bot.Builder.InvokeResponse?> SubmitAsync(IEnumerable<Carried> cards, string action, params (string Id, string Value)[] inputs)
    {
        var data = cards.Last(c => c.Card?.Actions.Contains(action) == true).Card!.Data(action);
        data.Remove("msteams");
        foreach (var (id, value) in inputs) data[id] = value;
        return _bot.TurnAsync(_bot.Message("alex", "dm-alex", "personal", a =>
        {
            a.Type = "invoke";
            a.Name = "task/submit";
            a.Value = new JObject { ["data"] = data };
        }));
    }

    private async Task<List<string>> ActionsAsync()
    {
        var actions = new List<string>();
        await _bot.InScopeAsync(services =>
        {
            actions.AddRange(services.GetServices<IButtons>().SelectMany(b => b.Actions).Concat(services.GetServices<IForm>().Select(f => f.Action)));
            return Task.CompletedTask;
        });
        Assert.Equal(actions.Count, actions.Distinct().Count());
        return actions;
    }
}
