namespace ClientBot.Soak;

/// <summary>Somebody on Teams: a user id, a 1:1 chat with the bot, a tenant.</summary>
internal sealed record Somebody(string Tenant, string Id, string Name)
{
    public string UserId => "29:" + Id;

    public string Chat => "a:" + Id;
}

/// <summary>People who work together, in a tenant of their own, so that one crew's messages don't slow another's.</summary>
internal sealed class Crew(int number, string run)
{
    private readonly string _tenant = $"{number:x8}-0000-4000-8000-{Math.Abs(run.GetHashCode(StringComparison.Ordinal)):x12}";

    public int Number => number;

    public Somebody Asker => Called("Alex");

    /// <summary>Asked together, first.</summary>
    public Somebody Ben => Called("Ben");

    public Somebody Cleo => Called("Cleo");

    /// <summary>Asked next.</summary>
    public Somebody Dan => Called("Dan");

    /// <summary>Hears of it in the end.</summary>
    public Somebody Eve => Called("Eve");

    /// <summary>Has blocked the bot. Asked before everybody else, in every third crew.</summary>
    public Somebody Una => Called("Una");

    public bool BeginsWithUna => number % 3 == 1;

    public IEnumerable<Somebody> All => [Asker, Ben, Cleo, Dan, Eve, Una];

    /// <summary>The team's policy, as its column holds it.</summary>
    public object Policy(IReadOnlyDictionary<string, string> personIds)
    {
        string Of(Somebody who) => personIds[who.UserId];
        object Step(string wait, params Somebody[] people) => new { people = people.Select(Of), wait };
        List<object> steps = [Step("00:00:01.500", Ben, Cleo), Step("00:00:01", Dan)];
        if (BeginsWithUna) steps.Insert(0, Step("00:10:00", Una));
        return new { steps, repeats = number % 3 == 2 ? 1 : 0, atTheEnd = new[] { Of(Eve) }, whenOffDuty = "NextStep", remindAfter = "01:00:00" };
    }

    private Somebody Called(string name) => new(_tenant, $"{run}-{number}-{name.ToLowerInvariant()}", name);
}
