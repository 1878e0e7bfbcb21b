namespace ClientBot.Playbook.Reading;

/// <summary>How likely one situation is for a message: a calibrated probability from 0 to 1.</summary>
public sealed record Likelihood(Situation Situation, double Probability);
