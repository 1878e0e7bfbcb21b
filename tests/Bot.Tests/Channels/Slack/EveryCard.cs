using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Slack;
using ClientBot.Features.Digest;
using ClientBot.Features.Escalation;
using ClientBot.Features.Home;
using ClientBot.Features.Setup;
using ClientBot.People;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Slack;

/// <summary>Everything that the bot can show, as it is sent to Slack: each kind of card in each of its states, and each form.</summary>
internal sealed class EveryCard(PlayedBot bot)
{
    /// <summary>What was said, and how Slack gets it.</summary>
    public List<Activity> Messages { get; } = [];

    public List<JObject> Forms { get; } = [];

    /// <summary>What is folded away on some card, as the view that opens for it.</summary>
    public List<JObject> Readings { get; } = [];

    public List<JObject> Homes { get; } = [];

    public static async Task<EveryCard> OfAsync(PlayedBot bot)
    {
        var all = new EveryCard(bot);
        foreach (var message in Lint.ButtonTests.Messages)
        {
            var card = (await bot.SaysAsync(message)).Last(c => c.Card is not null);
            foreach (var action in new[] { "guidance.situation.abusive", "guidance.fact.ours", "guidance.tone.spoken", "guidance.words", "guidance.option.mediator", "guidance.option.end", "guidance.ladder" })
                if (card.Card!.Actions.Contains(action)) card = (await bot.PressesAsync(card, action)).LastOrDefault(c => c.Card?.Actions.Contains("guidance.fact.ours") == true) ?? card;
        }

        foreach (var command in new[] { "cases", "help", "check: as per my last email, you should have read the contract", "nonsense" }) await bot.SaysAsync(command);
        await all.EscalateAsync();
        await all.DigestAsync();
        all.Messages.AddRange(bot.Channel.Calls.Select(c => c.Activity).OfType<Activity>().Where(a => a.Name != Overview.Name));
        await all.FormsAsync();
        await all.HomesAsync();
        all.Readings.AddRange(all.Messages.SelectMany(SlackMessage.Of).SelectMany(m => m.Blocks.SelectTokens("$..value")).Where(v => v.Type == JTokenType.String).Select(v => Folds.Unpacked((string)v!)).OfType<JObject>().Select(SlackView.Reading));
        return all;
    }

    private async Task EscalateAsync()
    {
        await bot.SaysAsync("help", "maria");
        await bot.SaysAsync("escalate");
        await bot.SaysAsync("setup");
        var asked = await bot.SaysAsync("escalate: Maria they want money");
        await SubmitAsync(EscalationActions.Change, ("need", "Approve"), ("amount", "20"));
        await HomeAsync("maria");
        await bot.PressesAsync(asked.Last(c => c.Conversation == "dm-maria"), EscalationActions.Take, "maria");
        await HomeAsync("maria");
        bot.Clock.Move(TimeSpan.FromMinutes(6));
        await bot.InScopeAsync(s => s.GetRequiredService<EscalationSweep>().SweepAsync(default));
        await bot.SettledAsync();
    }

    // With its charts, as what stands in for them where there are none.
    private async Task DigestAsync()
    {
        var maria = await bot.QueryAsync(db => db.Set<Person>().Where(p => p.Name == "Maria").Select(p => p.Id).SingleAsync());
        await SubmitAsync(SetupForm.ActionName, ("people1", maria), ("digest", "daily"), ("digesttime", "09:00"), ("zone", "UTC"));
        foreach (var word in new[] { "digest now", "mute", "digest now", "unmute" }) await bot.SaysAsync(word);
        bot.Clock.Move(TimeSpan.FromDays(1));
        await bot.InScopeAsync(s => s.GetRequiredService<MorningSweep>().SweepAsync(default));
        await bot.SettledAsync();
    }

    private async Task SubmitAsync(string action, params (string Field, string Value)[] fields)
    {
        var form = bot.Channel.Calls.Last(c => c.Card?.Actions.Contains(action) == true).Card!.Data(action);
        form.Remove("msteams");
        foreach (var (field, value) in fields) form[field] = value;
        await bot.TurnAsync(bot.Message("alex", "dm-alex", "personal", a => (a.Type, a.Name, a.Value) = ("invoke", "task/submit", new JObject { ["data"] = form })));
        await bot.SettledAsync();
    }

    private async Task FormsAsync()
    {
        var buttons = bot.Channel.Calls.SelectMany(c => c.Card?.Buttons ?? []).Where(b => b["data"]?["msteams"] is not null).Select(b => (JObject)b["data"]!).DistinctBy(d => (string)d["action"]!);
        foreach (var data in buttons.ToList())
        {
            var answer = await bot.TurnAsync(bot.Message("alex", "dm-alex", "personal", a => (a.Type, a.Name, a.Value) = ("invoke", "task/fetch", new JObject { ["data"] = data.DeepClone() })));
            Forms.Add(SlackView.Of(SlackJson.Of(answer!.Body), SlackView.Form, "D0ALEX")!);
        }

        Forms.AddRange([SlackView.Loading(), SlackView.AskForWords(), SlackView.Sentence("That form is gone.")]);
    }

    private async Task HomesAsync()
    {
        await HomeAsync("alex");
        await HomeAsync("nobody");
        foreach (var home in bot.Channel.Calls.Where(c => c.Activity?.Name == Overview.Name)) Homes.Add(SlackView.Home(SlackJson.Of(home.Activity!.Attachments[0].Content)));
    }

    private Task<IReadOnlyList<Carried>> HomeAsync(string person) => bot.HearAsync(bot.Message(person, $"dm-{person}", "personal", a => (a.Type, a.Name) = (ActivityTypes.Event, Overview.Name)));
}
