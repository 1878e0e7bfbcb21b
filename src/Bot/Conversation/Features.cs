using System.Collections.Frozen;

namespace ClientBot.Conversation;

/// <summary>
/// Which buttons, commands and forms there are, found out once. A turn needs one of them at most: making them all for
/// each turn costs more than its queries.
/// </summary>
public sealed class Features
{
    private readonly FrozenDictionary<string, ObjectFactory<IButtons>> _buttons;
    private readonly FrozenDictionary<string, ObjectFactory<IForm>> _forms;
    private readonly FrozenDictionary<string, CommandWord> _commands;

    public Features(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var services = scope.ServiceProvider;
        _buttons = services.GetServices<IButtons>().SelectMany(b => b.Actions.Select(a => (Action: a, Make: Maker(b)))).ToFrozenDictionary(x => x.Action, x => x.Make);
        _forms = services.GetServices<IForm>().ToFrozenDictionary(f => f.Action, Maker);
        _commands = services.GetServices<ICommand>().ToFrozenDictionary(c => c.Word, c => new CommandWord(c.Word, c is IPlainWord, (c as ITwoWords)?.Second, Maker(c)), StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<CommandWord> Commands => _commands.Values;

    public IButtons? Buttons(string action, IServiceProvider services) => _buttons.GetValueOrDefault(action)?.Invoke(services, null);

    public bool HasForm(string action) => _forms.ContainsKey(action);

    public IForm? Form(string action, IServiceProvider services) => _forms.GetValueOrDefault(action)?.Invoke(services, null);

    public CommandWord? Command(string word) => _commands.GetValueOrDefault(word);

    private static ObjectFactory<T> Maker<T>(T feature)
        where T : class
    {
        var make = ActivatorUtilities.CreateFactory(feature.GetType(), []);
        return (services, _) => (T)make(services, null);
    }
}

/// <param name="Word">As it is written in the help.</param>
/// <param name="IsPlain">See <see cref="IPlainWord"/>.</param>
/// <param name="Second">See <see cref="ITwoWords"/>.</param>
/// <param name="Make">Makes the command for a turn.</param>
public sealed record CommandWord(string Word, bool IsPlain, string? Second, ObjectFactory<ICommand> Make);
