using ClientBot.Benchmarks.Digests;
using ClientBot.Benchmarks.Drafts;
using ClientBot.Benchmarks.Load;
using ClientBot.Benchmarks.Reading;

return args switch
{
    ["reading", ..] => ReadingCommand.Run(),
    ["drafts", ..] => DraftCommand.Run(),
    ["digest", .. var rest] => await DigestCommand.RunAsync(rest),
    ["load", .. var rest] => await LoadCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: dotnet run -c Release --project tests/Benchmarks -- WHAT
          reading                            how long it takes to read a client's message
          drafts                             how long it takes to check a draft
          digest [--cases N]                 how long a team's digest takes to count, out of 200,000 conversations in a year
          load [--turns N] [--at-once N]     guidance conversations over HTTP, against this bot and the Node bot in peers/
               [--warm-up CONVERSATIONS] [--no-node] [--storage SQLite|PostgreSQL:CONNECTION]
          load --long [--turns N]            the same against this bot alone, 100,000 turns: memory, and whether it gets slower
          load … --judge [--loosely]         ends with "N passed, N failed"; loosely: judges no speed
        """);
    return 2;
}
