using System.Collections.Frozen;

namespace ClientBot.Features.Guidance;

/// <summary>A bare "hi" is said to the bot and not by a client.</summary>
internal static class Greeting
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "hi", "hello", "hey", "hiya", "yo", "good morning", "good afternoon", "good evening", "hi there", "hello there", "hey there", "start", "hi bot", "hello bot", "hi team", "hello team", "hi all", "hello all", "hello everyone",
        "thanks", "thank you", "thx", "cheers", "ok", "okay", "bye", "great", "perfect",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Is(string text) => text.Length <= 20 && Words.Contains(text.TrimEnd('!', '.', ' ', '?', ','));

    public static string Answer(string name)
    {
        var first = Conversation.PlainRun.Of(name.Split(' ', 2)[0]);
        return $"Hi{(first.Length > 0 ? " " + first : "")}. Tell me what your client said, in their words or yours, and you get a line you can send back. Only you see it.";
    }
}
