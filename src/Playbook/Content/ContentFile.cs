namespace ClientBot.Playbook.Content;

/// <summary>One file of a playbook folder.</summary>
/// <param name="Path">Relative to the folder, with slashes: "plays/angry/late.yaml".</param>
/// <param name="Text">What it says.</param>
/// <param name="ShownAs">The path that a mistake is reported with.</param>
public sealed record ContentFile(string Path, string Text, string ShownAs);
