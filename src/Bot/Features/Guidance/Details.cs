using System.Text.Json;
using ClientBot.Features.Casebook;
using ClientBot.Playbook.Content;

namespace ClientBot.Features.Guidance;

/// <summary>What the asker filled in for the scripts' slots: kept with the case, sealed.</summary>
internal static class Details
{
    public static Slots Of(OpenCase open)
    {
        var kept = open.Case.Details is { } details ? JsonSerializer.Deserialize<Slots>(open.Seal.Open(details))! : Slots.None;
        return kept;
    }

    public static void Keep(OpenCase open, Slots slots)
    {
        open.Case.Details = open.Seal.Close(JsonSerializer.Serialize(slots));
        // How a case is called is the asker's own choice ("for Acme: …"): only one without a name is called after whom they address.
        if (open.Case.Label is null && slots.Client is { } client) open.Case.Label = open.Seal.Close(client);
    }
}
