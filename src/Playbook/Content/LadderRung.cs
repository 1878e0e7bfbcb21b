namespace ClientBot.Playbook.Content;

/// <summary>One rung of the conduct ladder.</summary>
/// <param name="Who">Who may say it, in words.</param>
/// <param name="NeedsManager">True when the asker may not say it alone.</param>
public sealed record LadderRung(LadderStep Step, string Title, string Who, bool NeedsManager, Say Say, Script Before, Script After);
