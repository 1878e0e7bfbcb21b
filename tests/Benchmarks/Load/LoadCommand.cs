namespace ClientBot.Benchmarks.Load;

/// <summary>
/// Drives guidance conversations over HTTP against this bot and against a Node bot, one after the other and again, in one
/// run: ours, node, ours, node. Both run beside the driver on the same processors, so the driver's share falls on both.
/// </summary>
internal static class LoadCommand
{
    private const int ShortTurns = 24_000;
    private const int LongTurns = 100_000;
    private const int Passes = 2;

    // Conversations before the first that counts, the same for both bots: until their compilers have seen what is hot.
    private const int WarmUp = 2_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = LoadOptions.In(args);
        if (options is null) return 2;
        Console.WriteLine($"{Environment.ProcessorCount} processors, {options.AtOnce} conversations at once; a conversation is {Conversation.Turns} turns: "
            + "joins, client's words, [Softer], [Ours], the client again, [Just the words]");
        var verdict = new Verdict();
        if (options.Long) await LongAsync(options, verdict);
        else await ShortAsync(options, verdict);
        if (!options.Judge) return 0;
        Console.WriteLine(verdict.ToString());
        return verdict.Failed == 0 ? 0 : 1;
    }

    private static async Task ShortAsync(LoadOptions options, Verdict verdict)
    {
        var conversations = Math.Max(options.AtOnce, (options.Turns ?? ShortTurns) / Conversation.Turns / Passes);
        await using var ours = await OurBot.StartAsync(options.Storage);
        await using var node = options.Node ? await NodeBot.StartAsync() : null;
        RunningServer[] servers = node is null ? [ours] : [ours, node];
        var passes = servers.ToDictionary(s => s, _ => new List<Pass>());

        foreach (var server in servers) await WarmUpAsync(server, options);
        for (var i = 0; i < Passes; i++)
        {
            foreach (var server in servers)
            {
                var pass = await new Driver(server, options.AtOnce).RunAsync(conversations);
                passes[server].Add(pass);
                Console.WriteLine($"{server.Name,-10} {pass.Turns,8:N0} turns  {pass}  {server.ResidentMegabytes,5:N0} MB");
            }
        }

        var mine = Pass.Together(passes[ours]);
        Console.WriteLine();
        Console.WriteLine($"{ours.Name,-10} {mine}  {mine.BytesPerReply:N0} bytes a reply, resident {ours.ResidentMegabytes:N0} MB (peak {ours.PeakMegabytes:N0})");
        verdict.Check("no turn of ours failed", mine.Failed == 0);
        if (!options.Loosely) verdict.Check("the median turn takes under 10 ms", mine.Percentile(50) < 10);
        if (node is null) return;
        var theirs = Pass.Together(passes[node]);
        Console.WriteLine($"{node.Name,-10} {theirs}  {theirs.BytesPerReply:N0} bytes a reply, resident {node.ResidentMegabytes:N0} MB (peak {node.PeakMegabytes:N0})");
        var ratio = mine.TurnsPerSecond / theirs.TurnsPerSecond;
        Console.WriteLine($"{ours.Name} does {ratio:0.00} times the turns a second of {node.Name}");
        Console.WriteLine($"({ours.Name}: {options.Storage.Name} on disk, encrypted, reading included; {node.Name}: MemoryStorage, a few regular expressions)");
        verdict.Check("no turn of the Node bot failed", theirs.Failed == 0);
        if (!options.Loosely) verdict.Check("at least 1.5 times the turns a second of the Node bot", ratio >= 1.5);
    }

    private static async Task WarmUpAsync(RunningServer server, LoadOptions options)
    {
        var pass = await new Driver(server, options.AtOnce).RunAsync(options.WarmUp ?? WarmUp);
        Console.WriteLine($"{server.Name,-10} {pass.Turns,8:N0} turns  {pass}  {server.ResidentMegabytes,5:N0} MB  warming up, not counted");
    }

    private static async Task LongAsync(LoadOptions options, Verdict verdict)
    {
        var conversations = (options.Turns ?? LongTurns) / Conversation.Turns;
        var edge = Math.Min(1000, conversations / 4);
        await using var ours = await OurBot.StartAsync(options.Storage);
        var driver = new Driver(ours, options.AtOnce);
        await WarmUpAsync(ours, options);
        var first = await driver.RunAsync(edge);
        Console.WriteLine($"first {edge:N0} conversations  {first}  {ours.ResidentMegabytes:N0} MB");
        var done = edge;
        var failed = first.Failed;
        while (done < conversations - edge)
        {
            var next = Math.Min(Math.Max(conversations / 10, 1), conversations - edge - done);
            var pass = await driver.RunAsync(next);
            done += next;
            failed += pass.Failed;
            Console.WriteLine($"… {done * Conversation.Turns,9:N0} turns  {pass}  {ours.ResidentMegabytes:N0} MB");
        }

        var last = await driver.RunAsync(edge);
        failed += last.Failed;
        Console.WriteLine($"first {edge:N0} conversations  {first}");
        Console.WriteLine($"last {edge:N0} conversations   {last}");
        Console.WriteLine($"{(done + edge) * Conversation.Turns:N0} turns, {failed} failed; resident {ours.ResidentMegabytes:N0} MB (peak {ours.PeakMegabytes:N0})");
        verdict.Check("no turn failed", failed == 0);
        verdict.Check("resident memory stays under 250 MB", ours.ResidentMegabytes < 250);
        // A tenth more, as two runs of the same thing differ by that much on a busy machine.
        if (!options.Loosely) verdict.Check("the last conversations are no slower than the first", last.Percentile(50) <= first.Percentile(50) * 1.1);
    }
}
