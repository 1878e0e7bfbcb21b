using System.Collections.Frozen;
using ClientBot.Conversation;

namespace ClientBot.Channels.Slack;

/// <summary>What the bot's features declare and a receiver has to know before a turn: their commands, and which buttons open a form.</summary>
internal sealed class SlackWords(IServiceScopeFactory scopes)
{
    private readonly Lazy<FrozenSet<string>> _commands = new(() => Of(scopes, s => s.GetServices<ICommand>().Select(c => c.Word)));
    private readonly Lazy<FrozenSet<string>> _forms = new(() => Of(scopes, s => s.GetServices<IForm>().Select(f => f.Action)));

    public bool IsCommand(string word) => _commands.Value.Contains(word);

    public bool OpensForm(string action) => _forms.Value.Contains(action);

    private static FrozenSet<string> Of(IServiceScopeFactory scopes, Func<IServiceProvider, IEnumerable<string>> words)
    {
        using var scope = scopes.CreateScope();
        return words(scope.ServiceProvider).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
