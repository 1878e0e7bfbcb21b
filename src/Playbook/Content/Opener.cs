using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Content;

/// <summary>What can be said when the reading is unsure: it fits each of <paramref name="Between"/>. With none, it fits all.</summary>
public sealed record Opener(string Id, IReadOnlyList<Situation> Between, IReadOnlyList<Script> Say, Script Ask);
