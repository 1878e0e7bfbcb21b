using System.Globalization;

namespace ClientBot.Benchmarks.Load;

internal sealed record LoadOptions
{
    public int? Turns { get; private init; }

    /// <summary>Conversations before the first that counts.</summary>
    public int? WarmUp { get; private init; }

    public int AtOnce { get; private init; } = 16;

    public bool Long { get; private init; }

    public bool Node { get; private init; } = true;

    public bool Judge { get; private init; }

    /// <summary>Judge no speed: on a shared machine a short run proves none.</summary>
    public bool Loosely { get; private init; }

    public Storage Storage { get; private init; } = Storage.Sqlite;

    /// <returns>Null when an argument is not understood, which was said.</returns>
    public static LoadOptions? In(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--turns" when Number(args, i + 1) is { } turns:
                    options = options with { Turns = turns };
                    i++;
                    break;
                case "--warm-up" when Number(args, i + 1) is { } warmUp:
                    options = options with { WarmUp = warmUp };
                    i++;
                    break;
                case "--at-once" when Number(args, i + 1) is { } atOnce:
                    options = options with { AtOnce = atOnce };
                    i++;
                    break;
                case "--storage" when i + 1 < args.Length:
                    options = options with { Storage = Storage.In(args[++i]) };
                    break;
                case "--long":
                    options = options with { Long = true };
                    break;
                case "--no-node":
                    options = options with { Node = false };
                    break;
                case "--judge":
                    options = options with { Judge = true };
                    break;
                case "--loosely":
                    options = options with { Loosely = true };
                    break;
                default:
                    Console.Error.WriteLine($"load: '{args[i]}' is not understood here");
                    return null;
            }
        }

        return options;
    }

    private static int? Number(string[] args, int at) =>
        at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
