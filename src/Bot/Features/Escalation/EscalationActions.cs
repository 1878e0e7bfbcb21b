namespace ClientBot.Features.Escalation;

/// <summary>The actions of escalation's buttons. <see cref="Ask"/> stands on other features' cards too, with the id of a round.</summary>
public static class EscalationActions
{
    public const string Ask = "escalation.ask";
    public const string AskPerson = "escalation.person";
    public const string AskChannel = "escalation.channel";
    public const string Undo = "escalation.undo";
    public const string CallOff = "escalation.calloff";
    public const string Settled = "escalation.settled";
    public const string Again = "escalation.again";
    public const string Urgent = "escalation.urgent";
    public const string Change = "escalation.change";
    public const string Take = "escalation.take";
    public const string Join = "escalation.join";
    public const string TakeOver = "escalation.takeover";
    public const string Approve = "escalation.approve";
    public const string Decline = "escalation.decline";
    public const string Quick = "escalation.quick.";
    public const string Answer = "escalation.answer";
    public const string CannotNow = "escalation.cannotnow";
    public const string Hand = "escalation.hand";
    public const string Resolve = "escalation.resolve";

    internal static IReadOnlyList<string> OfAsker { get; } = [Undo, CallOff, Settled, Again, Urgent];

    internal static IReadOnlyList<string> OfHelper { get; } =
        [Take, Join, TakeOver, Approve, Decline, .. QuickAnswer.All.Select(q => q.Action), Answer, CannotNow, Resolve];
}
