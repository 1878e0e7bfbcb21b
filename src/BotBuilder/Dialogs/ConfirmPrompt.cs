using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public class ConfirmPrompt : Prompt<bool>
{
    private static readonly Dictionary<string, PromptCultureModel> Cultures =
        PromptCultureModels.GetSupportedCultures().ToDictionary(culture => culture.Locale);

    public ConfirmPrompt(string dialogId, PromptValidator<bool> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        Style = ListStyle.Auto;
        DefaultLocale = defaultLocale;
    }

    public ListStyle Style { get; set; }

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    public Tuple<Choice, Choice> ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(
        ITurnContext turnContext,
        IDictionary<string, object> state,
        PromptOptions options,
        bool isRetry,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var culture = CultureOf(activity);
        var prompt = AppendChoices(
            isRetry && options.RetryPrompt != null ? options.RetryPrompt : options.Prompt,
            activity.ChannelId,
            ChoicesIn(culture),
            options.Style ?? Style,
            ChoiceOptions ?? culture.ChoiceOptions(),
            activity.Conversation?.ConversationType,
            PromptAudience.Of(activity),
            cancellationToken);
        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(
        ITurnContext turnContext,
        IDictionary<string, object> state,
        PromptOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<bool>();
        var activity = turnContext.Activity;
        if (activity.Type != ActivityTypes.Message || string.IsNullOrEmpty(activity.Text))
        {
            return Task.FromResult(result);
        }

        var culture = CultureOf(activity);
        var answer = YesNo.Recognize(activity.Text, culture.Locale);
        if (answer == null && (ChoiceOptions ?? culture.ChoiceOptions()).IncludeNumbers != false)
        {
            // The two were shown with numbers, or under other words.
            var found = ChoiceRecognizers.RecognizeChoices(activity.Text, ChoicesIn(culture));
            answer = found.Count > 0 ? found[0].Resolution.Index == 0 : null;
        }

        result.Succeeded = answer != null;
        result.Value = answer ?? false;
        return Task.FromResult(result);
    }

    private List<Choice> ChoicesIn(PromptCultureModel culture)
        => ConfirmChoices == null
            ? new List<Choice> { new Choice(culture.YesInLanguage), new Choice(culture.NoInLanguage) }
            : new List<Choice> { ConfirmChoices.Item1, ConfirmChoices.Item2 };

    private PromptCultureModel CultureOf(Activity activity)
    {
        var locale = PromptCultureModels.MapToNearestLanguage(activity.Locale ?? DefaultLocale ?? PromptCultureModels.English.Locale);
        return Cultures.GetValueOrDefault(locale) ?? PromptCultureModels.English;
    }
}
