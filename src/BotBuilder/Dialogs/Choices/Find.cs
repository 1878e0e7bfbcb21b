namespace Microsoft.Bot.Builder.Dialogs.Choices;

public static class Find
{
    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<string> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return FindChoices(utterance, choices.Select(choice => new Choice { Value = choice }).ToList(), options);
    }

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var names = Names(choices, options ?? new FindChoicesOptions());
        var exact = names.Find(name => string.Equals(name.Value, utterance, StringComparison.OrdinalIgnoreCase));
        var found = exact == null ? FindValues(utterance, names, options) : new List<ModelResult<FoundValue>> { Whole(utterance, exact) };
        return found.ConvertAll(match => new ModelResult<FoundChoice>
        {
            Start = match.Start,
            End = match.End,
            TypeName = "choice",
            Text = match.Text,
            Resolution = new FoundChoice
            {
                Value = choices[match.Resolution.Index].Value,
                Index = match.Resolution.Index,
                Score = match.Resolution.Score,
                Synonym = match.Resolution.Value,
            },
        });
    }

    public static List<ModelResult<FoundValue>> FindValues(string utterance, List<SortedValue> values, FindValuesOptions options = null)
    {
        options ??= new FindValuesOptions();
        var tokenizer = options.Tokenizer ?? Tokenizer.DefaultTokenizer;
        var tokens = tokenizer(utterance, options.Locale);

        // Longest first, so that "dark red" takes its words before "red" does.
        var matches = new List<ModelResult<FoundValue>>();
        foreach (var value in values.OrderByDescending(value => value.Value.Length))
        {
            var searched = tokenizer(value.Value.Trim(), options.Locale);
            var from = 0;
            while (from < tokens.Count && Match(tokens, searched, value, from, options) is { } match)
            {
                matches.Add(match);
                from = match.End + 1;
            }
        }

        return WithoutOverlaps(utterance, tokens, matches.OrderByDescending(match => match.Resolution.Score));
    }

    private static List<SortedValue> Names(IList<Choice> choices, FindChoicesOptions options)
    {
        var names = new List<SortedValue>();
        for (var index = 0; index < choices.Count; index++)
        {
            var choice = choices[index];
            Add(options.NoValue ? null : choice.Value, index);
            Add(options.NoAction ? null : choice.Action?.Title, index);
            choice.Synonyms?.ForEach(synonym => Add(synonym, index));
        }

        return names;

        void Add(string name, int index)
        {
            if (name != null)
            {
                names.Add(new SortedValue { Value = name, Index = index });
            }
        }
    }

    private static ModelResult<FoundValue> Whole(string utterance, SortedValue value) => new ModelResult<FoundValue>
    {
        Text = utterance,
        Start = 0,
        End = utterance.Length - 1,
        TypeName = "value",
        Resolution = new FoundValue { Value = value.Value, Index = value.Index, Score = 1.0f },
    };

    // Words have to come in order, few others between them. Start and End are positions in the token list here.
    private static ModelResult<FoundValue> Match(
        List<Token> tokens, List<Token> searched, SortedValue value, int from, FindValuesOptions options)
    {
        var maxDistance = options.MaxTokenDistance ?? 2;
        var (matched, deviation, start, end) = (0, 0, -1, -1);
        foreach (var token in searched)
        {
            var position = tokens.FindIndex(from, candidate => candidate.Normalized == token.Normalized);
            var distance = matched > 0 ? position - from : 0;
            if (position < 0 || distance > maxDistance)
            {
                continue;
            }

            matched++;
            deviation += distance;
            from = position + 1;
            start = start < 0 ? position : start;
            end = position;
        }

        if (matched == 0 || !(matched == searched.Count || options.AllowPartialMatches))
        {
            return null;
        }

        var completeness = (float)matched / searched.Count;
        var accuracy = (float)matched / (matched + deviation);
        return new ModelResult<FoundValue>
        {
            Start = start,
            End = end,
            TypeName = "value",
            Resolution = new FoundValue { Value = value.Value, Index = value.Index, Score = completeness * accuracy },
        };
    }

    private static List<ModelResult<FoundValue>> WithoutOverlaps(
        string utterance, List<Token> tokens, IEnumerable<ModelResult<FoundValue>> matches)
    {
        var results = new List<ModelResult<FoundValue>>();
        var foundIndexes = new HashSet<int>();
        var usedTokens = new HashSet<int>();
        foreach (var match in matches)
        {
            var span = Enumerable.Range(match.Start, match.End - match.Start + 1).ToList();
            if (foundIndexes.Contains(match.Resolution.Index) || span.Exists(usedTokens.Contains))
            {
                continue;
            }

            foundIndexes.Add(match.Resolution.Index);
            usedTokens.UnionWith(span);
            match.Start = tokens[match.Start].Start;
            match.End = tokens[match.End].End;
            match.Text = utterance.Substring(match.Start, match.End - match.Start + 1);
            results.Add(match);
        }

        return results.OrderBy(match => match.Start).ToList();
    }
}
