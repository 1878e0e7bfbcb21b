using ClientBot.Conversation;

namespace ClientBot.Features.Guidance;

/// <summary><c>guide TEXT</c>: the same as the text alone.</summary>
internal sealed class GuideCommand(IGuidance guidance) : ICommand, IPlainWord
{
    public string Word => "guide";

    public CommandHelp Help => new("guide WORDS", "What to say to a client. In this chat you can leave the word out.", "guide they say we never told them about the fee");

    public Task RunAsync(CommandCall call, CancellationToken cancellationToken) => guidance.BeginAsync(call.Rest, cancellationToken);
}
