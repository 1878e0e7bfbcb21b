using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.TeamsClient;

/// <summary>Microsoft's Teams test client (npm's @microsoft/m365agentsplayground), pointed at a bot.</summary>
internal sealed class TeamsClientProcess : IAsyncDisposable
{
    private const string Announced = "Listening on ";
    private readonly ServerProcess _process;

    private TeamsClientProcess(ServerProcess process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public static async Task<TeamsClientProcess> StartAsync(string botUrl, string deliveryMode)
    {
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                Paths.TeamsClient, "start", "-e", botUrl + "/api/messages", "-c", "msteams", "-p", FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture),
                "--dt", "--dm", deliveryMode,
            },
        };
        var process = ServerProcess.Start(start);
        // It takes another port than the one it was told when that one is taken, and says which.
        var line = await process.LineAsync(l => l.Contains(Announced, StringComparison.Ordinal));
        return new(process, "http://127.0.0.1:" + line[(line.IndexOf(Announced, StringComparison.Ordinal) + Announced.Length)..].Trim());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
