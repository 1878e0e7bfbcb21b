namespace ClientBot.Benchmarks.Load;

/// <summary>One person who joins, tells what a client said, presses two buttons, tells the client's answer and takes the words.</summary>
internal sealed class Conversation(string id, int words, Wire wire)
{
    public const int Turns = 6;
    private static readonly string[] Actions = ["", "", "guidance.tone.softer", "guidance.fact.ours", "", "guidance.words"];
    private Button _button;

    public byte[] Turn(int number)
    {
        var activity = $"{id}-{number}";
        return number switch
        {
            0 => wire.Joined(id, activity),
            1 => wire.Said(id, activity, words),
            4 => wire.Said(id, activity, words + 1),
            _ => wire.Pressed(id, activity, Actions[number], _button),
        };
    }

    /// <summary>Looks at the reply to a turn: a welcome, a card or the words. False when it is not what it has to be.</summary>
    public bool Heard(int number, ReadOnlySpan<byte> reply)
    {
        var isCard = reply.IndexOf("adaptive"u8) >= 0;
        if (number is 0 or Turns - 1) return !isCard && reply.IndexOf("\"text\":"u8) >= 0;
        if (!isCard || Button.In(reply) is not { } button) return false;
        _button = button;
        return true;
    }
}
