using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Casebook;
using ClientBot.Features.Guidance;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Bot.Tests.Features.Guidance;

/// <summary>The conduct ladder and the other ways besides answering.</summary>
public sealed class RecourseTests : IAsyncLifetime
{
    private PlayedBot _bot = null!;

    public async Task InitializeAsync() => _bot = await PlayedBot.StartAsync();

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task A_step_of_the_ladder_counts_once_and_only_when_it_was_said()
    {
        var card = (await _bot.SaysAsync("you are a worthless idiot, a complete moron, do you hear me"))[^1];
        var warn = (await _bot.PressesAsync(card, GuidanceActions.Ladder))[^1];
        Assert.Contains("Name the limit", warn.Card!.Text, StringComparison.Ordinal);
        Assert.Equal(0, await StrikesAsync());

        var said = (await _bot.PressesAsync(warn, GuidanceActions.LadderSaid))[^1];
        await _bot.PressesAsync(warn, GuidanceActions.LadderSaid);
        Assert.Contains("Counted", said.Card!.Text, StringComparison.Ordinal);
        Assert.Equal(1, await StrikesAsync());

        var last = (await _bot.PressesAsync(card, GuidanceActions.Ladder))[^1];
        Assert.Contains("Last warning", last.Card!.Text, StringComparison.Ordinal);
        Assert.Contains("escalation.ask", last.Card!.Actions);
    }

    [Fact]
    public async Task Somebody_neutral_and_an_end_have_words_of_their_own()
    {
        var card = (await _bot.SaysAsync("you are a worthless idiot, a complete moron, do you hear me"))[^1];
        foreach (var action in new[] { GuidanceActions.Mediator, GuidanceActions.End })
        {
            var data = card.Card!.Data(GuidanceActions.Ladder);
            data["action"] = action;
            var shown = (await _bot.PressesAsync(data))[^1].Card!;
            Assert.Contains("IF THEY PUSH BACK", shown.Text, StringComparison.Ordinal);
            Assert.True(shown.Say.Length > 40);
        }
    }

    private Task<int> StrikesAsync() => _bot.QueryAsync(db => db.Set<Case>().Select(c => c.Strikes).SingleAsync());
}
