using ClientBot.Bot.Tests.Stage;

namespace ClientBot.Bot.Tests.Features.Guidance;

/// <summary>When the bot says by itself that somebody should be asked in, and when not.</summary>
public sealed class SuggestionTests : IAsyncLifetime
{
    private PlayedBot _bot = null!;

    public async Task InitializeAsync() => _bot = await PlayedBot.StartAsync();

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Theory]
    [InlineData("I know where you live and I'm coming over to break your legs", "They threaten harm")]
    [InlineData("This is the worst service ever. I want to speak to your manager right now!", "They ask for somebody above you")]
    [InlineData("put me through to someone in charge please, I have had enough of this", "They ask for somebody above you")]
    [InlineData("ARE YOU KIDDING ME?! The site has been down all day, I want this sorted NOW!!", null)]
    [InlineData("My manager asked me to send you the slides from Tuesday, could you resend them?", null)]
    public async Task It_suggests_asking_somebody(string words, string? suggested)
    {
        var text = (await _bot.SaysAsync(words))[^1].Card!.Text;
        if (suggested is null) Assert.DoesNotContain("They ask for somebody", text, StringComparison.Ordinal);
        else Assert.Contains(suggested, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_rounds_that_were_not_calmer_it_suggests_it()
    {
        await _bot.SaysAsync("for Acme: the delivery is late again, I am so annoyed");
        await _bot.SaysAsync("for Acme: I am still waiting and nobody calls me back, this is ridiculous");
        var third = (await _bot.SaysAsync("for Acme: I've had it with you lot, still nothing, this is a disgrace!!"))[^1];
        Assert.Contains("Two rounds, and it isn't calmer", third.Card!.Text, StringComparison.Ordinal);
    }
}
