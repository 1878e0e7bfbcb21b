using System.Net;
using System.Text;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class BadRequestTests
{
    [Fact]
    public async Task Ten_thousand_bad_requests_meet_no_fault_and_the_next_good_one_works()
    {
        await using var stage = TeamsStage.Open();
        await stage.AnswerAsync(stage.Message("hello", change: a => a["deliveryMode"] = "expectReplies"));
        var bad = new BadRequests(20260302);
        var bodies = Enumerable.Range(0, 10_000).Select(i => bad.Next(stage.Message("Client says: this is wrong", "p" + i % 7, a => a["deliveryMode"] = "expectReplies"))).ToArray();
        var faults = new List<string>();
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (body, _) =>
        {
            using var response = await stage.PostAsync(body);
            var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
            if ((int)response.StatusCode < 500 && !text.Contains("   at ", StringComparison.Ordinal)) return;
            lock (faults) faults.Add($"{response.StatusCode} {text}: {Encoding.UTF8.GetString(body)}");
        });

        Assert.True(faults.Count == 0, $"{faults.Count}: {string.Join('\n', faults.Take(5))}");
        var logged = stage.Logs.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal)).ToArray();
        Assert.True(logged.Length == 0, $"{logged.Length}: {string.Join("\n\n", logged.DistinctBy(l => l.Length > 300 ? l[..300] : l).Take(8))}");
        var answer = await stage.AnswerAsync(stage.Message("Client says: third time this invoice is wrong", change: a => a["deliveryMode"] = "expectReplies"));
        Assert.NotEmpty(answer["activities"]!);
    }
}
