using ClientBot.Features.Escalation;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>The machine alone: what follows from what, with no database and no cards.</summary>
public abstract class CourseStory
{
    protected const long Minute = 60_000;
    private readonly List<AskedPerson> _asked = [];
    private readonly List<Happening> _history = [];
    private HashSet<string> _pinged = [];

    /// <summary>At first Monday 2 March 2026, 09:00 UTC.</summary>
    protected long Now { get; set; } = 1_772_442_000_000;

    protected Dictionary<string, Colleague> People { get; } = new[] { "maria", "ben", "chloe", "alex" }.ToDictionary(p => p, p => new Colleague(p, TimeZoneInfo.Utc));

    protected HelpRequest Request { get; private set; } = null!;

    protected Policy Policy { get; set; } = Chain("maria", "ben");

    protected IReadOnlyList<Happening> History => _history;

    protected static WorkingHours NineToFive => new([.. Enum.GetValues<DayOfWeek>()], new TimeOnly(9, 0), new TimeOnly(17, 0));

    protected static Policy Chain(params string[] people) => new() { Steps = [.. people.Select(p => new PolicyStep([p], TimeSpan.FromMinutes(5)))] };

    protected void Zone(string person, string zone) => People[person] = new Colleague(person, TimeZoneInfo.FindSystemTimeZoneById(zone));

    protected void Begin(bool urgent = true, long? undo = null)
    {
        Request = new HelpRequest
        {
            Id = "r", CaseId = "c", DataKeyId = "k", AskerId = "alex", AddressId = "a", Policy = Policy.Write(), CreatedAt = Now, IsUrgent = urgent,
            UndoUntil = undo is null ? null : Now + undo,
        };
        Move(c => c.Begin());
    }

    protected void After(long minutes)
    {
        Now += minutes * Minute;
        Move(c => c.OnTime());
    }

    protected void Move(Action<Course> step) => Move(c =>
    {
        step(c);
        return true;
    });

    protected bool Move(Func<Course, bool> step)
    {
        // As the rows are: read back from what was written.
        var course = new Course(Request, _asked, ClientBot.Features.Escalation.Policy.Read(Request.Policy), new Duty(Policy.Hours, People), Now);
        var answer = step(course);
        _history.AddRange(course.Happened);
        _pinged = course.Pinged;
        return answer;
    }

    protected string Pinged() => string.Join(' ', _pinged.Order());

    protected List<string> Told() => [.. _history.Select(h => h.PersonId is null || h.Kind == HelpEventKind.Raised ? h.Kind.ToString() : $"{h.Kind} {h.PersonId}")];
}
