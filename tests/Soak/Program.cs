using System.Globalization;
using ClientBot.Benchmarks;
using ClientBot.Soak;

// kills [--times N] [--turns N] [--storage SQLite|PostgreSQL:CONNECTION] [--seed N]
if (args is not ["kills", ..])
{
    Console.Error.WriteLine("usage: kills [--times N] [--turns N] [--storage SQLite|PostgreSQL:CONNECTION] [--seed N]");
    return 2;
}

string? Value(string name) => Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
int Number(string name, int otherwise) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

var storage = Storage.In(Value("--storage") ?? "SQLite");
var verdict = new Verdict();
await using (var kills = await Kills.PrepareAsync(storage, Number("--turns", 500), Number("--seed", 1), verdict))
    await kills.RunAsync(Number("--times", 50));
Console.WriteLine(verdict.ToString());
return verdict.Failed == 0 ? 0 : 1;
