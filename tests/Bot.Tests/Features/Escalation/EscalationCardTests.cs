using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Escalation;
using ClientBot.Storage;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>Which card rings, which stays quiet, which no longer counts, and who may press it.</summary>
public sealed class EscalationCardTests : EscalationStory
{
    [Fact]
    public async Task News_comes_as_a_new_message_and_the_former_card_points_to_it()
    {
        await TeamAsync("maria");
        var asked = await AskAsync();
        var status = Sent(asked, "dm-alex");

        var taken = await Bot.PressesAsync(Sent(asked, "dm-maria"), EscalationActions.Take, "maria");

        var former = Assert.Single(taken, c => c.What == "update" && c.ActivityId == status.ActivityId);
        Assert.Equal("This goes on below.", former.Card!.Text);
        Assert.Empty(former.Card.Buttons);
        var news = Assert.Single(taken, c => c.What == "send" && c.Conversation == "dm-alex");
        Assert.Contains("Maria has it", news.Card!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_asker_does_rings_nobody_but_those_it_concerns()
    {
        await TeamAsync("maria");
        var asked = await AskAsync();
        var done = await Bot.PressesAsync(Sent(asked, "dm-alex"), EscalationActions.Undo);
        Assert.All(done.Where(c => c.Conversation == "dm-alex"), c => Assert.Equal("update", c.What));
    }

    [Fact]
    public async Task A_reply_to_a_former_card_is_an_answer_and_not_a_client()
    {
        await TeamAsync("maria");
        var first = Sent(await AskAsync(), "dm-maria");
        await Bot.PressesAsync(first, EscalationActions.Take, "maria");
        await AfterAsync(TimeSpan.FromHours(1));

        var carried = await Bot.HearAsync(Bot.Message("maria", "dm-maria", "personal", a =>
        {
            a.ReplyToId = first.ActivityId;
            a.Text = "Tell them I'll call at four.";
        }));

        Assert.Contains("Tell them I'll call at four.", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
        Assert.Equal(1, await Bot.QueryAsync(db => db.Set<ClientBot.Features.Casebook.Case>().CountAsync()));
    }

    [Fact]
    public async Task A_quote_of_the_card_is_an_answer()
    {
        await TeamAsync("maria");
        var card = Sent(await AskAsync(), "dm-maria");

        var carried = await Bot.HearAsync(Bot.Message("maria", "dm-maria", "personal", a =>
        {
            a.Text = "Hold the line.";
            a.Attachments = [new Attachment
            {
                ContentType = "text/html",
                Content = $"<blockquote itemscope itemtype=\"http://schema.skype.com/Reply\" itemid=\"{card.ActivityId}\"><p>…</p></blockquote><p>Hold the line.</p>",
            }];
        }));

        Assert.Contains("Hold the line.", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reminder_leaves_no_second_card_with_the_clients_words()
    {
        await TeamAsync("maria");
        var first = Sent(await AskAsync(), "dm-maria");
        await Bot.PressesAsync(first, EscalationActions.Take, "maria");

        var reminded = await AfterAsync(TimeSpan.FromHours(1));

        Assert.Equal("Asked again below.", Assert.Single(reminded, c => c.What == "update" && c.ActivityId == first.ActivityId).Card!.Text);
        Assert.Contains("Still with you", Card(reminded, "dm-maria").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_approves_on_a_card_from_before_a_change_is_sent_to_the_newest()
    {
        await TeamAsync("maria");
        var asked = await AskAsync();
        await ChangeAsync(asked, new() { ["need"] = "Approve", ["amount"] = "200 €" });
        var old = Sent(Bot.Channel.Calls, "dm-maria");
        await ChangeAsync(asked, new() { ["need"] = "Approve", ["amount"] = "2,000 €" });

        var carried = await Bot.PressesAsync(old, EscalationActions.Approve, "maria");

        Assert.Equal(HelpTexts.Changed, carried.Single().Text);
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<HelpEvent>().CountAsync(e => e.Kind == HelpEventKind.Approved)));
        var now = await Bot.PressesAsync(Sent(Bot.Channel.Calls, "dm-maria"), EscalationActions.Approve, "maria");
        Assert.Contains("Maria approves: 2,000 €", Card(now, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_open_while_something_was_added_overwrites_nothing()
    {
        await TeamAsync("maria");
        var asked = await AskAsync();
        var data = await FormAsync(asked);
        await Bot.SaysAsync("escalate: now he is shouting");

        data["why"] = "";
        var answer = await Bot.TurnAsync(Bot.Message("alex", "dm-alex", "personal", a => Invoke(a, "task/submit", data)));

        Assert.Contains("You added something", Newtonsoft.Json.JsonConvert.SerializeObject(answer!.Body), StringComparison.Ordinal);
        Assert.NotNull(await Bot.QueryAsync(db => db.Set<HelpRequest>().Select(e => e.Why).SingleAsync()));
    }

    [Fact]
    public async Task The_amount_stands_on_the_card_and_in_no_notification()
    {
        await TeamAsync("maria");
        await ChangeAsync(await AskAsync(), new() { ["need"] = "Approve", ["amount"] = "200 € for Acme" });
        var card = Sent(Bot.Channel.Calls, "dm-maria");
        Assert.Contains("200 € for Acme", card.Card!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", card.Activity!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_without_the_card_number_in_it()
    {
        await TeamAsync("maria");
        var data = Sent(await AskAsync(), "dm-maria").Card!.Data(EscalationActions.Answer);
        data["answer"] = "Refund it to 4111 1111 1111 1111.";
        var carried = await Bot.PressesAsync(data, "maria");
        Assert.DoesNotContain("4111 1111", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reads_the_notice_takes_it_gets_the_case_and_the_notice_says_so()
    {
        await Bot.MentionsAsync("help", "ben");
        await Bot.SaysAsync("help", "cleo");
        await TeamAsync("maria");
        await AskAsync();
        var notice = Assert.Single(await AfterAsync(TimeSpan.FromMinutes(5)), c => c.Conversation == "room");
        Assert.DoesNotContain("invoice", notice.Card!.Text, StringComparison.Ordinal);

        var taken = await Bot.HearAsync(Bot.Message("cleo", "room", "channel", a => a.Value = notice.Card.Data(EscalationActions.Take)));

        Assert.Contains("third time this invoice is wrong", Card(taken, "dm-cleo").Text, StringComparison.Ordinal);
        Assert.Contains(EscalationActions.Resolve, Card(taken, "dm-cleo").Actions);
        var updated = Assert.Single(taken, c => c.Conversation == "room");
        Assert.Equal(("update", notice.ActivityId), (updated.What, updated.ActivityId));
        Assert.Contains("Cleo has it", updated.Card!.Text, StringComparison.Ordinal);
        Assert.Empty(updated.Card.Buttons);
    }

    [Fact]
    public async Task With_a_channel_and_nobody_set_up_the_channel_can_be_asked()
    {
        await Bot.MentionsAsync("help", "ben");
        await TeamAsync();
        await Bot.SaysAsync(Angry);
        var offered = (await Bot.SaysAsync("escalate"))[^1];

        var carried = await Bot.PressesAsync(offered, EscalationActions.AskChannel);

        Assert.Contains("Can one of you?", Card(carried, "room").Text, StringComparison.Ordinal);
        Assert.Contains("Asked in your team's channel", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_once_more_after_nobody_answered_it_begins_anew()
    {
        await TeamAsync("maria");
        await AskAsync();
        await AfterAsync(TimeSpan.FromMinutes(5));

        var carried = await Bot.SaysAsync("escalate");

        Assert.Contains("Alex needs advice", Card(carried, "dm-maria").Text, StringComparison.Ordinal);
        Assert.Equal(HelpState.Asking, await Bot.QueryAsync(db => db.Set<HelpRequest>().Select(e => e.State).SingleAsync()));
    }

    [Fact]
    public async Task Somebody_else_named_while_one_has_it_is_not_asked_and_the_asker_hears_so()
    {
        await TeamAsync("maria");
        await Bot.PressesAsync(Sent(await AskAsync(), "dm-maria"), EscalationActions.Take, "maria");

        var carried = await Bot.SaysAsync("escalate: Ben he is a lawyer now");

        Assert.Contains(carried, c => c.Text.StartsWith("Somebody has it already", StringComparison.Ordinal));
        Assert.DoesNotContain(carried, c => c.Conversation == "dm-ben");
        Assert.Contains("he is a lawyer now", Card(carried, "dm-maria").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_line_for_the_client_comes_twice_while_it_waits()
    {
        await TeamAsync("maria");
        var lines = new List<string> { SayOf(await AskAsync()) };
        for (var i = 0; i < 3; i++)
        {
            await AfterAsync(TimeSpan.FromMinutes(5));
            lines.Add(SayOf(await Bot.PressesAsync(Sent(Bot.Channel.Calls, "dm-alex"), EscalationActions.Again)));
        }

        Assert.True(lines.Count == lines.Distinct().Count(), string.Join('\n', lines));
    }

    [Theory]
    [InlineData("escalate: will they sue us", 0)]
    [InlineData("escalate: Will they sue us", 1)]
    [InlineData("escalate: will: they sue us", 1)]
    [InlineData("escalate: @will they sue us", 1)]
    public async Task A_first_name_is_one_where_it_is_meant_as_one(string text, int asked)
    {
        await Bot.SaysAsync("help", "will");
        await TeamAsync("maria");
        await Bot.SaysAsync(Angry);
        var carried = await Bot.SaysAsync(text);
        Assert.Equal(asked, carried.Count(c => c.Conversation == "dm-will" && c.Card is not null));
    }

    [Fact]
    public async Task A_name_with_an_at_that_nobody_bears_asks_nobody_else()
    {
        await TeamAsync("maria");
        await Bot.SaysAsync(Angry);
        var carried = await Bot.SaysAsync("escalate: @zoe they want a refund");
        Assert.StartsWith("I don't know zoe", carried.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handed_over_by_the_form_it_rings_with_the_other()
    {
        await TeamAsync("maria");
        var card = Sent(await AskAsync(), "dm-maria");
        var ben = await Bot.QueryAsync(db => db.Set<ClientBot.People.Person>().Where(p => p.Name == "Ben").Select(p => p.Id).SingleAsync());
        var data = card.Card!.Data(EscalationActions.Hand);
        data["to"] = ben;

        await Bot.TurnAsync(Bot.Message("maria", "dm-maria", "personal", a => Invoke(a, "task/submit", data)));
        await Bot.SettledAsync();

        Assert.Contains("Alex needs advice", Card(Bot.Channel.Calls, "dm-ben").Text, StringComparison.Ordinal);
        Assert.Contains("Maria handed it to Ben", Card(Bot.Channel.Calls, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_owner_is_away_those_who_were_asked_before_can_take_it_again()
    {
        await TeamAsync("maria", "ben");
        await AskAsync();
        var ben = Sent(await AfterAsync(TimeSpan.FromMinutes(5)), "dm-ben");
        await Bot.PressesAsync(ben, EscalationActions.Take, "ben");
        await Bot.SaysAsync("away: tomorrow", "ben");

        await AfterAsync(TimeSpan.FromHours(1));

        Assert.Contains(EscalationActions.Take, Card(Bot.Channel.Calls, "dm-maria").Actions);
    }

    private static string SayOf(IEnumerable<Carried> carried)
    {
        var lines = Card(carried, "dm-alex").Text.Split('\n');
        return lines[Array.FindIndex(lines, l => l.StartsWith("SAY", StringComparison.Ordinal)) + 1];
    }

    private async Task<Newtonsoft.Json.Linq.JObject> FormAsync(IEnumerable<Carried> asked)
    {
        var answer = await Bot.TurnAsync(Bot.Message("alex", "dm-alex", "personal", a => Invoke(a, "task/fetch", Sent(asked, "dm-alex").Card!.Data(EscalationActions.Change))));
        var body = Newtonsoft.Json.Linq.JObject.FromObject(answer!.Body);
        return (Newtonsoft.Json.Linq.JObject)body.SelectToken("task.value.card.content.actions[0].data")!.DeepClone();
    }

    private async Task ChangeAsync(IEnumerable<Carried> asked, Dictionary<string, string> inputs)
    {
        var data = await FormAsync(asked);
        foreach (var (name, value) in inputs) data[name] = value;
        await Bot.TurnAsync(Bot.Message("alex", "dm-alex", "personal", a => Invoke(a, "task/submit", data)));
        await Bot.SettledAsync();
    }

    private static void Invoke(Activity activity, string name, Newtonsoft.Json.Linq.JObject data)
    {
        activity.Type = ActivityTypes.Invoke;
        activity.Name = name;
        activity.Value = new Newtonsoft.Json.Linq.JObject { ["data"] = data };
    }
}
