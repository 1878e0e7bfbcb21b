using System.Globalization;
using AdaptiveCards;
using ClientBot.Conversation;
using ClientBot.Features.Home;
using ClientBot.People;
using ClientBot.Storage;

namespace ClientBot.Features.Casebook;

/// <summary>The person's open cases on their overview, each with a button that brings its card into the chat.</summary>
internal sealed class CasesAtHome(Cases cases, Vault vault, TimeProvider clock) : IHomePart
{
    private const int Most = 5;

    public int Order => 20;

    public async Task<IReadOnlyList<AdaptiveElement>> ForAsync(Person person, CancellationToken cancellationToken)
    {
        var rows = await cases.NewestAsync(person, Most, cancellationToken);
        if (rows.Count == 0) return [HomeText.Heading("Your cases"), HomeText.Line("None is open. Tell me what a client said, and that begins one.")];
        var elements = new List<AdaptiveElement> { HomeText.Heading("Your cases") };
        for (var i = 0; i < rows.Count; i++)
        {
            var label = rows[i].Label is { } name && await vault.FindAsync(rows[i].DataKeyId, cancellationToken) is { } seal ? seal.Open(name) : "A client without a name";
            elements.Add(HomeText.Line($"{(i + 1).ToString(CultureInfo.InvariantCulture)}  {label}", $"  {Rounds(rows[i].Rounds)}, last {Ago.Of(clock.Milliseconds() - rows[i].LastAt)}"));
        }

        elements.Add(new AdaptiveActionSet
        {
            Actions = [.. rows.Select((row, i) => (AdaptiveAction)CardButton.Press(string.Create(CultureInfo.InvariantCulture, $"Open {i + 1}"), CaseButtons.Open, row.Id, 1))],
        });
        return elements;
    }

    private static string Rounds(int count) => count == 1 ? "1 round" : $"{count.ToString(CultureInfo.InvariantCulture)} rounds";
}
