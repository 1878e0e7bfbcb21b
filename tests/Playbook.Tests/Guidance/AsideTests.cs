using ClientBot.Playbook.Guidance;
using ClientBot.Playbook.Tests.Content;

namespace ClientBot.Playbook.Tests.Guidance;

public sealed class AsideTests
{
    private static readonly Guide Guide = new(Books.BuiltIn);

    [Theory]
    [InlineData("I don't know what to say to him", "find words")]
    [InlineData("no idea how to answer this client", "find words")]
    [InlineData("what do I say?", "find words")]
    [InlineData("How should I reply to her?", "find words")]
    [InlineData("I'm so tired of this client", "hard one")]
    [InlineData("i can't take this customer anymore", "hard one")]
    [InlineData("this client is driving me crazy", "hard one")]
    [InlineData("Who are you?", "I'm ClientBot")]
    [InlineData("what can you do?", "I'm ClientBot")]
    [InlineData("are you a bot", "I'm ClientBot")]
    public void What_the_asker_says_of_themselves_is_answered(string text, string expected) => Assert.Contains(expected, Guide.ToAside(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("I don't know what to say, this is a disgrace")]
    [InlineData("I'm so tired of this")]
    [InlineData("I'm sick of your excuses")]
    [InlineData("what can you do about it?")]
    [InlineData("Can you help me with my invoice?")]
    [InlineData("she says she's tired of him")]
    [InlineData("I don't know what to say to him, he says the invoice is wrong again")]
    [InlineData("how does the warranty work?")]
    [InlineData("I hate this product")]
    [InlineData("are you a bot or do you actually read what I write?")]
    [InlineData("")]
    public void What_a_client_may_have_said_is_the_clients(string text) => Assert.Null(Guide.ToAside(text));
}
