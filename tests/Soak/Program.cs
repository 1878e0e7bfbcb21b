using System.Globalization;
using ClientBot.Benchmarks;
using ClientBot.Soak;

const string Usage =
    """
    usage: WHAT [--storage SQLite|PostgreSQL:CONNECTION] [--seed N]
      kills [--times N] [--turns N]        kill -9 in the middle of turns
      escalation [--times N] [--crews N]   kill -9 in the middle of escalations
                 [--faults]                on a platform that fails in every way as well
      escalation-load [--count N] [--loosely]  1,000 escalations over 40 tenants within a minute; PostgreSQL gets two instances;
                                       loosely: judges no speed
      digest [--teams N] [--every SECONDS] [--loosely]   300 teams' digests due at once, while people call for help; PostgreSQL gets two instances
      slack [--rate N] [--conversations N] [--seconds N] [--kill] [--loosely]  Slack's events at a steady rate; with a kill in the middle
    """;

string? Value(string name) => Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
int Number(string name, int otherwise) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

var storage = await FreshDatabase.OnAsync(Storage.In(Value("--storage") ?? "SQLite"));
var seed = Number("--seed", 1);
var verdict = new Verdict();
switch (args)
{
    case ["kills", ..]:
        await using (var kills = await Kills.PrepareAsync(storage, Number("--turns", 500), seed, verdict)) await kills.RunAsync(Number("--times", 50));
        break;
    case ["escalation", ..]:
        await using (var escalations = await Escalations.PrepareAsync(storage, seed, args.Contains("--faults"), verdict))
            await escalations.RunAsync(Number("--times", 200), Number("--crews", 9));
        break;
    case ["escalation-load", ..]:
        await using (var load = await EscalationLoad.PrepareAsync(storage, verdict)) await load.RunAsync(Number("--count", 1000), args.Contains("--loosely"));
        break;
    case ["digest", ..]:
        var every = TimeSpan.FromSeconds(Number("--every", 10));
        await using (var load = await DigestLoad.PrepareAsync(storage, every, verdict)) await load.RunAsync(Number("--teams", 300), every, args.Contains("--loosely"));
        break;
    case ["slack", ..]:
        await using (var load = await SlackLoad.PrepareAsync(storage, args.Contains("--kill"), verdict))
            await load.RunAsync(Number("--rate", 200), Number("--conversations", 400), Number("--seconds", 60), args.Contains("--kill"), args.Contains("--loosely"));
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

Console.WriteLine(verdict.ToString());
return verdict.Failed == 0 ? 0 : 1;
