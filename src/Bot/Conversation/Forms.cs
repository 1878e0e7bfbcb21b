using Microsoft.Bot.Schema.Teams;

namespace ClientBot.Conversation;

/// <summary>Finds the form that a button opens or a submit belongs to.</summary>
public sealed class Forms(Features features, IServiceProvider services)
{
    private const string Unknown = "I don't know that form any more. Close this, send me what the client said, and you get a fresh card.";

    public Task<TaskModuleResponse> OpenAsync(ButtonPress? press, CancellationToken cancellationToken) =>
        Find(press) is { } form ? form.OpenAsync(press!, cancellationToken) : Task.FromResult(Invokes.Message(Unknown));

    public async Task<TaskModuleResponse?> SubmitAsync(ButtonPress? press, CancellationToken cancellationToken) =>
        Find(press) is { } form ? await form.SubmitAsync(press!, cancellationToken) : Invokes.Message(Unknown);

    private IForm? Find(ButtonPress? press) => press is null ? null : features.Form(press.Action, services);
}
