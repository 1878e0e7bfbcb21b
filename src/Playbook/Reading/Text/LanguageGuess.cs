using System.Reflection;

namespace ClientBot.Playbook.Reading.Text;

/// <summary>
/// Tells English from the languages most spoken beside it: by script, else by function words that English does not have.
/// It would rather take another language for English than tell an English speaker that their English is not English.
/// </summary>
internal sealed class LanguageGuess
{
    private readonly Dictionary<uint, List<int>> _words = [];
    private readonly HashSet<uint> _english = [];
    private readonly List<string> _names = [];
    private readonly List<string> _letters = [];

    public LanguageGuess()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ClientBot.Playbook.Reading.Text.languages.txt")
            ?? throw new ModelException("languages.txt: the list of languages is not in the assembly. Build src/Playbook again.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('|');
            if (line.StartsWith('#') || parts.Length != 3)
                continue;
            if (parts[0] != "English")
            {
                _names.Add(parts[0]);
                _letters.Add(parts[1].Trim());
            }

            foreach (var word in parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var letters = word.ToCharArray();
                var hash = Hashing.Of(letters.AsSpan(0, Tokenizer.Contraction(letters)));
                if (parts[0] == "English")
                {
                    _english.Add(hash);
                    continue;
                }

                if (!_words.TryGetValue(hash, out var languages))
                    _words[hash] = languages = [];
                languages.Add(_names.Count - 1);
            }
        }
    }

    public static LanguageGuess Embedded { get; } = new();

    /// <returns>The language in English, or null for English.</returns>
    public string? Find(Scratch scratch)
    {
        var text = scratch.Clean.AsSpan(0, scratch.CleanLength);
        var other = 0;
        var latin = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF')
                latin++;
            else if (c > '\u0370' && (char.IsLetter(c) || Tokenizer.IsWord(c)))
                other++;
        }

        // One sign of Chinese says about as much as three Latin letters.
        if (other * 2 > latin && other > 1)
            return ByScript(text);
        return latin == 0 ? null : ByWords(scratch);
    }

    private static string ByScript(ReadOnlySpan<char> text)
    {
        int cyrillic = 0, ukrainian = 0, arabic = 0, persian = 0, urdu = 0, kana = 0, han = 0, hangul = 0;
        var counts = new int[10];
        foreach (var c in text)
        {
            switch (c)
            {
                case 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є':
                    ukrainian++;
                    break;
                case >= '\u0400' and <= '\u052F':
                    cyrillic++;
                    break;
                case 'ٹ' or 'ڈ' or 'ڑ' or 'ے' or 'ں' or 'ہ':
                    urdu++;
                    break;
                case 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی':
                    persian++;
                    break;
                case >= '\u0600' and <= '\u077F':
                    arabic++;
                    break;
                case >= '\u3040' and <= '\u30FF':
                    kana++;
                    break;
                case >= '\u4E00' and <= '\u9FFF':
                    han++;
                    break;
                case >= '\uAC00' and <= '\uD7AF':
                    hangul++;
                    break;
                case >= '\u0900' and <= '\u097F':
                    counts[0]++;
                    break;
                case >= '\u0980' and <= '\u09FF':
                    counts[1]++;
                    break;
                case >= '\u0A00' and <= '\u0A7F':
                    counts[2]++;
                    break;
                case >= '\u0A80' and <= '\u0AFF':
                    counts[3]++;
                    break;
                case >= '\u0B80' and <= '\u0BFF':
                    counts[4]++;
                    break;
                case >= '\u0C00' and <= '\u0C7F':
                    counts[5]++;
                    break;
                case >= '\u0E00' and <= '\u0E7F':
                    counts[6]++;
                    break;
                case >= '\u0590' and <= '\u05FF':
                    counts[7]++;
                    break;
                case >= '\u0370' and <= '\u03FF':
                    counts[8]++;
                    break;
                default:
                    counts[9]++;
                    break;
            }
        }

        var best = 0;
        for (var i = 1; i < 9; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        if (kana > 0)
            return "Japanese";
        if (hangul > han)
            return "Korean";
        if (han > 0 && han >= cyrillic)
            return "Chinese";
        if (cyrillic + ukrainian > counts[best])
            return ukrainian > 0 ? "Ukrainian" : "Russian";
        if (arabic + persian + urdu > counts[best])
            return urdu > 0 ? "Urdu" : persian > 0 ? "Persian" : "Arabic";
        return counts[best] == 0 ? "another language"
            : best switch
            {
                0 => "Hindi",
                1 => "Bengali",
                2 => "Punjabi",
                3 => "Gujarati",
                4 => "Tamil",
                5 => "Telugu",
                6 => "Thai",
                7 => "Hebrew",
                _ => "Greek",
            };
    }

    private string? ByWords(Scratch scratch)
    {
        Span<int> scores = stackalloc int[_names.Count];
        scores.Clear();
        var english = 0;
        var words = 0;
        var any = false;
        for (var i = 0; i < scratch.TokenCount; i++)
        {
            ref var token = ref scratch.Tokens[i];
            if (token.Kind != TokenKind.Word)
                continue;
            words++;
            token.Stop = _english.Contains(token.Hash);
            if (token.Stop)
                english++;
            if (_words.TryGetValue(token.Hash, out var languages))
            {
                any = true;
                foreach (var language in languages)
                    scores[language] += 2;
            }

            var letters = token.In(scratch.Norm);
            if (letters.IndexOfAnyExceptInRange('\0', '\u007F') < 0)
                continue;
            for (var language = 0; language < _names.Count; language++)
            {
                if (letters.IndexOfAny(_letters[language]) >= 0)
                    scores[language]++;
            }

            any = true;
        }

        if (!any)
            return null;
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        // Two function words, or one and a letter English lacks; a name or a loan word alone never decides.
        return scores[best] >= 3 && scores[best] > english * 3 && scores[best] * 4 >= words ? _names[best] : null;
    }
}
