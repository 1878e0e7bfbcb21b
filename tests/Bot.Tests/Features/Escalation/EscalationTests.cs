using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.Features.Escalation;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>Escalations as people live them: who presses what, and what everybody sees then.</summary>
public sealed class EscalationTests : EscalationStory
{
    [Fact]
    public async Task One_press_and_the_manager_has_the_card_and_the_asker_a_line_for_the_client()
    {
        await TeamAsync("maria", "ben");
        var guidance = (await Bot.SaysAsync(Angry))[^1];

        var carried = await Bot.PressesAsync(guidance, EscalationActions.Ask);

        var status = Card(carried, "dm-alex");
        Assert.Contains("Asked Maria", status.Text, StringComparison.Ordinal);
        Assert.Contains("SAY MEANWHILE", status.Text, StringComparison.Ordinal);
        var asked = Card(carried, "dm-maria");
        Assert.Contains("Alex needs advice", asked.Text, StringComparison.Ordinal);
        Assert.Contains("third time this invoice is wrong", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", carried.Single(c => c.Conversation == "dm-maria").Activity!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_it_has_it_and_the_other_learns_who_was_faster()
    {
        await TeamAsync("maria+ben");
        var asked = await AskAsync();
        var (maria, ben) = (Sent(asked, "dm-maria"), Sent(asked, "dm-ben"));

        var taken = await Bot.PressesAsync(maria, EscalationActions.Take, "maria");
        Bot.Clock.Move(TimeSpan.FromSeconds(4));
        var late = await Bot.PressesAsync(ben, EscalationActions.Take, "ben");

        Assert.Contains("Maria has it", Card(taken, "dm-alex").Text, StringComparison.Ordinal);
        Assert.Contains("Maria has it", Card(taken, "dm-ben").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", Card(taken, "dm-ben").Text, StringComparison.Ordinal);
        Assert.Equal("Maria took this 4 s ago.", late.Single().Text);
    }

    [Fact]
    public async Task Nobody_answers_and_the_chain_is_walked()
    {
        await TeamAsync("maria", "ben");
        await AskAsync();

        var second = await AfterAsync(TimeSpan.FromMinutes(5));
        Assert.Contains("Alex needs advice", Card(second, "dm-ben").Text, StringComparison.Ordinal);
        Assert.Contains("Maria has not answered", Card(second, "dm-alex").Text, StringComparison.Ordinal);

        var end = await AfterAsync(TimeSpan.FromMinutes(5));
        Assert.Contains("Nobody has answered", Card(end, "dm-alex").Text, StringComparison.Ordinal);
        Assert.Contains(EscalationActions.Again, Card(end, "dm-alex").Actions);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_passed_over_at_once()
    {
        await TeamAsync("maria", "ben");
        Bot.Channel.Fault = c => c.Conversation == "dm-maria" ? new Outcome.Unreachable("BotNotInConversationRoster") : null;

        var carried = await AskAsync();

        Assert.Contains("Alex needs advice", Card(carried, "dm-ben").Text, StringComparison.Ordinal);
        Assert.Contains("Maria can't be reached", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_comes_back_as_a_line_for_the_client()
    {
        await TeamAsync("maria");
        var asked = await AskAsync();
        await Bot.QueryAsync(db => db.Set<HelpRequest>().ExecuteUpdateAsync(e => e.SetProperty(x => x.Need, Need.Approve)));
        var data = Sent(asked, "dm-maria").Card!.Data(EscalationActions.Take);
        data["action"] = EscalationActions.Approve;
        data["amount"] = "200 €";

        var carried = await Bot.PressesAsync(data, "maria");

        Assert.Contains("Maria approves: 200 €", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
        Assert.Contains("go-ahead for 200 €", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_answer_reaches_the_asker()
    {
        await TeamAsync("maria");
        var data = Sent(await AskAsync(), "dm-maria").Card!.Data(EscalationActions.Answer);
        data["answer"] = "Credit the last one, not all three.";

        var carried = await Bot.PressesAsync(data, "maria");

        Assert.Contains("Credit the last one", Card(carried, "dm-alex").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undone_at_once_it_is_over_for_everybody()
    {
        await TeamAsync("maria");
        var asked = await AskAsync();

        var carried = await Bot.PressesAsync(Sent(asked, "dm-alex"), EscalationActions.Undo);

        Assert.Contains("called it off", Card(carried, "dm-maria").Text, StringComparison.Ordinal);
        var late = await Bot.PressesAsync(Sent(asked, "dm-maria"), EscalationActions.Take, "maria");
        Assert.Contains("called off", late.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_named_needs_no_setup()
    {
        await Bot.SaysAsync(Angry);

        var carried = await Bot.SaysAsync("escalate: Maria they want a refund");

        Assert.Contains("they want a refund", Card(carried, "dm-maria").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nobody_to_ask_it_says_what_can_be_done()
    {
        await Bot.SaysAsync(Angry);

        var carried = await Bot.SaysAsync("escalate");

        Assert.Contains("Nobody is set up", carried[^1].Card!.Text, StringComparison.Ordinal);
        Assert.Contains(EscalationActions.AskPerson, carried[^1].Card!.Actions);
    }

    [Fact]
    public async Task A_second_request_for_the_same_case_joins_the_first()
    {
        await TeamAsync("maria");
        await AskAsync();

        var carried = await Bot.SaysAsync("escalate: now he is shouting");

        Assert.Equal(1, await Bot.QueryAsync(db => db.Set<HelpRequest>().CountAsync()));
        Assert.Contains("now he is shouting", Card(carried, "dm-maria").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_may_not_take_it()
    {
        await TeamAsync("maria");
        var card = Sent(await AskAsync(), "dm-maria");

        var carried = await Bot.PressesAsync(card, EscalationActions.Take, "ben");

        Assert.Equal(HelpTexts.NotYours, carried.Single().Text);
        Assert.Contains(Bot.Logs.Lines, l => l.Contains("no right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forgetting_the_case_ends_it_and_takes_its_cards_back()
    {
        await TeamAsync("maria");
        await AskAsync();

        var carried = await Bot.SaysAsync("forget");

        Assert.Contains(carried, c => c.What == "delete" && c.Conversation == "dm-maria");
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<HelpRequest>().CountAsync()));
        Assert.Empty(await AfterAsync(TimeSpan.FromMinutes(5)));
    }
}
