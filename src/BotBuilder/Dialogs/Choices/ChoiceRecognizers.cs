namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class ChoiceRecognizers
{
    public static List<ModelResult<FoundChoice>> RecognizeChoices(
        string utterance, IList<string> choices, FindChoicesOptions options = null)
        => RecognizeChoices(utterance, choices.Select(choice => new Choice { Value = choice }).ToList(), options);

    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> list, FindChoicesOptions options = null)
    {
        // One way only: "the first division book" names a book, and is not the first one.
        var found = Find.FindChoices(utterance, list, options);
        if (found.Count > 0 || string.IsNullOrEmpty(utterance))
        {
            return found;
        }

        options ??= new FindChoicesOptions();
        var numbers = options.RecognizeOrdinals ? NumberWords.RecognizeOrdinals(utterance) : new List<ModelResult<int>>();
        if (numbers.Count == 0 && options.RecognizeNumbers)
        {
            numbers = NumberWords.RecognizeNumbers(utterance);
        }

        return numbers
            .Where(number => number.Resolution >= 1 && number.Resolution <= list.Count)
            .Select(number => AtPosition(number, list))
            .OrderBy(match => match.Start)
            .ToList();
    }

    private static ModelResult<FoundChoice> AtPosition(ModelResult<int> number, IList<Choice> list) => new ModelResult<FoundChoice>
    {
        Start = number.Start,
        End = number.End,
        TypeName = "choice",
        Text = number.Text,
        Resolution = new FoundChoice { Value = list[number.Resolution - 1].Value, Index = number.Resolution - 1, Score = 1.0f },
    };
}
