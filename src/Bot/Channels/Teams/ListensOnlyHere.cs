using System.Net;
using ClientBot.Channels.Slack;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Teams;

/// <summary>
/// Without credentials nobody can be told from anybody, so that the server may listen on this machine only. Kestrel asks
/// here for each endpoint before it binds it, wherever the address was set (--urls, HTTP_PORTS, Kestrel:Endpoints).
/// </summary>
internal sealed class ListensOnlyHere(TeamsAccount account, IConfiguration configuration) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        // With Slack alone there is a way in for others, and all it lets in is signed.
        if (!account.SignsIn && !SlackSetup.IsOn(configuration)) options.ConfigureEndpointDefaults(Check);
    }

    private static void Check(ListenOptions endpoint)
    {
        // A socket file or a pipe is of this machine by nature.
        if (endpoint.EndPoint is not IPEndPoint ip || LocalCaller.IsLoopback(ip.Address)) return;
        throw new OptionsValidationException(TeamsOptions.Section, typeof(TeamsOptions), [
            $"Without credentials the bot serves this machine only, and it was told to listen on {ip}: set MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId (or Slack:SigningSecret), or listen on http://localhost:{ip.Port} (--urls).",
        ]);
    }
}
