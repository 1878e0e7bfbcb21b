using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.People;

namespace ClientBot.Features.Home;

/// <summary>The end of the overview: how to tell the bot what a client said, and every command with an example.</summary>
internal sealed class HowToAsk(Lazy<Commands> commands) : IHomePart
{
    public int Order => 100;

    public Task<IReadOnlyList<AdaptiveElement>> ForAsync(Person person, CancellationToken cancellationToken)
    {
        var elements = new List<AdaptiveElement>
        {
            HomeText.Heading("What you can say"),
            HomeText.Line("Tell me what your client said, in our chat and without any command: you get a line that you can send. Everything else:"),
        };
        foreach (var help in commands.Value.All.Select(c => c.Help).OrderBy(h => h.Usage, StringComparer.Ordinal))
            elements.Add(HomeText.Line(help.Usage, "  " + WithoutMarks(help.Does), help.Example == help.Usage ? null : help.Example));
        return Task.FromResult<IReadOnlyList<AdaptiveElement>>(elements);
    }

    private static string WithoutMarks(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);
}
