namespace ClientBot.Playbook.Content;

/// <summary>From which amount an offer needs somebody else's yes, where the organisation set one for all plays.</summary>
/// <param name="Over">Takes the place of a play's amount; null leaves each play's own. An offer that always needs a yes always does.</param>
/// <param name="Currency">Stands before the amount: "£".</param>
public sealed record Approvals(decimal? Over, string Currency)
{
    public decimal? For(decimal? over) => over is > 0 ? Over ?? over : over;
}
