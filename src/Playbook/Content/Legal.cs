namespace ClientBot.Playbook.Content;

/// <summary>What holds where a client mentions legal or official steps, whatever the play.</summary>
/// <param name="Step">What is done before anything else: somebody who may speak about it is told.</param>
/// <param name="Avoid">What is not said then.</param>
/// <param name="Say">Lines for a play that has none of its own for it.</param>
/// <param name="Further">More of them for later rounds.</param>
public sealed record Legal(PlanStep Step, Avoidance Avoid, Say Say, IReadOnlyList<Script> Further);
