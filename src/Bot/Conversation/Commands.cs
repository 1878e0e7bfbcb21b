namespace ClientBot.Conversation;

/// <summary>
/// Tells commands from clients' words. With a slash or a mention the first word decides; in plain text a word is a
/// command only when it is the whole message or a colon follows it.
/// </summary>
public sealed class Commands(Features features, IServiceProvider services)
{
    public IEnumerable<ICommand> All => features.Commands.Select(c => c.Make(services, null));

    public CommandCall? Find(Said said)
    {
        var (word, rest, colon) = FirstWord(said.Text);
        if (features.Command(word) is not { } command) return null;
        var isWhole = rest.Length == 0 || rest.TrimEnd('.', '!').Equals(command.Second, StringComparison.OrdinalIgnoreCase);
        return said.Addressed || said.Slash || colon || isWhole ? new CommandCall(command.Word, rest) : null;
    }

    /// <summary>The word behind a slash that is no command of ours, or null: a client's words don't begin so.</summary>
    public string? Unknown(Said said) => said.Slash && Find(said) is null ? said.Text.Split((char[])[' ', ':', '\n'], 2)[0] : null;

    /// <summary>The command that a message read as a client's words may have meant: its first word is one.</summary>
    public CommandCall? MaybeMeant(string text)
    {
        var (word, rest, _) = FirstWord(text);
        return features.Command(word) is { IsPlain: false } command ? new CommandCall(command.Word, rest) : null;
    }

    public Task RunAsync(CommandCall call, CancellationToken cancellationToken) => features.Command(call.Word)!.Make(services, null).RunAsync(call, cancellationToken);

    private static (string Word, string Behind, bool Colon) FirstWord(string text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        if (end == text.TrimEnd('.', '!', '?').Length) return (text[..end], "", false);
        if (text[end] == ':') return (text[..end], text[(end + 1)..].Trim(), true);
        return char.IsWhiteSpace(text[end]) ? (text[..end], text[end..].Trim(), false) : ("", text, false);
    }
}
