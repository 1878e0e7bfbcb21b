using ClientBot.Bot.Tests.Channels.Playground;
using ClientBot.Bot.Tests.Lint;
using ClientBot.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientBot.Bot.Tests.Delivery;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Told_to_stop_the_host_waits_as_long_as_an_attempt_may_take()
    {
        await using var bot = new ServedBot(new() { ["Delivery:Claim"] = "00:01:30" });

        Assert.Equal(TimeSpan.FromSeconds(90), bot.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Fact]
    public void Compose_waits_as_long_as_the_host() =>
        Assert.Contains($"stop_grace_period: {new DeliveryOptions().Claim.TotalSeconds}s", File.ReadAllText(Path.Combine(Repository.Root, "deploy", "compose.yaml")), StringComparison.Ordinal);
}
