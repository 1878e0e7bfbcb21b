using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Escalation;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>Alex with an angry client, and Maria and Ben who can be asked.</summary>
public abstract class EscalationStory : IAsyncLifetime
{
    protected const string Angry = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";

    protected PlayedBot Bot { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Bot = await PlayedBot.StartAsync();
        foreach (var person in new[] { "maria", "ben" }) await Bot.SaysAsync("help", person);
    }

    public async Task DisposeAsync() => await Bot.DisposeAsync();

    protected async Task<IReadOnlyList<Carried>> AskAsync()
    {
        var guidance = (await Bot.SaysAsync(Angry))[^1];
        return await Bot.PressesAsync(guidance, EscalationActions.Ask);
    }

    protected async Task<IReadOnlyList<Carried>> AfterAsync(TimeSpan time)
    {
        var before = Bot.Channel.Calls.Count;
        Bot.Clock.Move(time);
        await Bot.InScopeAsync(s => s.GetRequiredService<EscalationSweep>().SweepAsync(default));
        await Bot.SettledAsync();
        return [.. Bot.Channel.Calls.Skip(before)];
    }

    /// <summary>A team whose steps are these people, five minutes each; "maria+ben" are asked together.</summary>
    protected Task TeamAsync(params string[] steps) => Bot.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<ClientBotDb>();
        var people = await db.Set<Identity>().ToDictionaryAsync(i => i.UserId, i => i.PersonId);
        var policy = new Policy { Steps = [.. steps.Select(step => new PolicyStep([.. step.Split('+').Select(p => people[p])], TimeSpan.FromMinutes(5)))] };
        db.Add(new Team { Id = "team", Name = "Team", CreatedAt = 0, Policy = policy.Write() });
        foreach (var room in await db.Set<Address>().Where(a => a.Kind == ConversationKind.Channel).ToListAsync()) db.Add(new TeamChannel { TeamId = "team", AddressId = room.Id });
        await db.SaveChangesAsync();
    });

    protected static Carried Sent(IEnumerable<Carried> carried, string conversation) => carried.Last(c => c.Conversation == conversation && c.Card is not null);

    protected static CardView Card(IEnumerable<Carried> carried, string conversation) => Sent(carried, conversation).Card!;
}
