namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class Tokenizer
{
    private const int LastOfBasicPlane = 0xFFFF;

    // Blanks and punctuation: ASCII, Latin-1, modifier and combining marks, general punctuation and symbols, more punctuation.
    private static readonly (int From, int To)[] Breaks =
    {
        (0x0000, 0x002F), (0x003A, 0x0040), (0x005B, 0x0060), (0x007B, 0x00BF), (0x02B9, 0x036F), (0x2000, 0x2BFF), (0x2E00, 0x2E7F),
    };

    public static TokenizerFunction DefaultTokenizer => DefaultTokenizerImpl;

    public static List<Token> DefaultTokenizerImpl(string text, string locale = null)
    {
        var tokens = new List<Token>();
        var length = text?.Length ?? 0;
        var start = -1;
        for (var i = 0; i < length;)
        {
            var isPair = char.IsSurrogatePair(text, i);
            var codePoint = isPair ? char.ConvertToUtf32(text, i) : text[i];
            var next = i + (isPair ? 2 : 1);
            var isSymbol = codePoint > LastOfBasicPlane;
            if (isSymbol || IsBreak(codePoint))
            {
                Add(tokens, text, start, i);
                start = -1;
                if (isSymbol)
                {
                    // Emoji live up there, and each one is a word of its own.
                    Add(tokens, text, i, next);
                }
            }
            else if (start < 0)
            {
                start = i;
            }

            i = next;
        }

        Add(tokens, text, start, length);
        return tokens;
    }

    private static bool IsBreak(int codePoint) => Breaks.Any(range => codePoint >= range.From && codePoint <= range.To);

    private static void Add(List<Token> tokens, string text, int start, int end)
    {
        if (start >= 0)
        {
            var word = text[start..end];
            tokens.Add(new Token { Start = start, End = end - 1, Text = word, Normalized = word.ToLowerInvariant() });
        }
    }
}
