namespace ClientBot.Playbook.Content;

/// <summary>All 32 ways in which five slots can be filled or not, the empty one first and the full one last.</summary>
internal static class SlotSets
{
    public static IReadOnlyList<Slots> All { get; } =
    [
        .. Enumerable.Range(0, 32).Select(bits => new Slots
        {
            Client = (bits & 1) > 0 ? "Dana" : null,
            Issue = (bits & 2) > 0 ? "the invoice" : null,
            Date = (bits & 4) > 0 ? "Friday noon" : null,
            Offer = (bits & 8) > 0 ? "a call today" : null,
            Me = (bits & 16) > 0 ? "Sam" : null,
        }),
    ];
}
