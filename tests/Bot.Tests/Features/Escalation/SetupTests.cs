using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.Features.Escalation;
using ClientBot.Features.Setup;
using ClientBot.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>Setting a team up, and being away: by words and by the form.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private PlayedBot _bot = null!;

    public async Task InitializeAsync()
    {
        _bot = await PlayedBot.StartAsync();
        foreach (var person in new[] { "maria", "ben" }) await _bot.SaysAsync("help", person);
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Two_names_make_a_policy_of_two_steps()
    {
        var carried = await _bot.SaysAsync("setup: Ben, Maria", "maria");

        Assert.Contains("1  Ben, 5 min to answer", carried[^1].Card!.Text, StringComparison.Ordinal);
        var policy = await PolicyAsync();
        Assert.Equal(["Ben", "Maria"], await NamesAsync(policy.Steps.SelectMany(s => s.People)));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_changes_nothing_and_says_so()
    {
        await _bot.SaysAsync("setup: Ben", "maria");
        var carried = await _bot.SaysAsync("setup: Ben, Zoe", "maria");
        Assert.Contains("I don't know Zoe", carried.Single().Text, StringComparison.Ordinal);
        Assert.Single((await PolicyAsync()).Steps);
    }

    [Fact]
    public async Task Only_managers_change_a_team()
    {
        await _bot.SaysAsync("setup: Ben", "maria");
        var carried = await _bot.SaysAsync("setup: Maria", "ben");
        Assert.Equal(TeamSettings.NoRight, carried.Single().Text);
    }

    [Fact]
    public async Task The_form_keeps_everything_that_was_chosen()
    {
        var (ben, maria) = (await IdAsync("Ben"), await IdAsync("Maria"));
        var card = (await _bot.SaysAsync("setup", "maria"))[^1];

        await SubmitAsync(card, new()
        {
            ["name"] = "Support North", ["people1"] = $"{ben},{maria}", ["wait1"] = "2 s", ["people2"] = maria, ["wait2"] = "10 min", ["repeats"] = "2", ["end"] = ben,
            ["hours"] = "some", ["days"] = "Monday,Friday", ["from"] = "08:00", ["to"] = "16:00", ["offduty"] = "hold", ["remind"] = "30 min",
        });

        var policy = await PolicyAsync();
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10)], policy.Steps.Select(s => s.Wait));
        Assert.Equal((2, OffDuty.Hold, TimeSpan.FromMinutes(30)), (policy.Repeats, policy.WhenOffDuty, policy.RemindAfter));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], policy.Hours!.Days);
        Assert.Equal([ben], policy.AtTheEnd);
        Assert.Equal("Support North", await _bot.QueryAsync(db => db.Set<Team>().Select(t => t.Name).SingleAsync()));
    }

    [Theory]
    [InlineData("wait1", "soon", "Step 1")]
    [InlineData("remind", "1 min", "reminder")]
    [InlineData("from", "nine", "09:00")]
    [InlineData("days", "", "days")]
    [InlineData("people1", "", "at least one person")]
    public async Task What_does_not_fit_is_said_in_the_form_and_keeps_what_was_typed(string field, string value, string said)
    {
        var card = (await _bot.SaysAsync("setup", "maria"))[^1];
        var inputs = new Dictionary<string, string>
        {
            ["name"] = "Kept", ["people1"] = await IdAsync("Ben"), ["wait1"] = "5 min", ["hours"] = "some", ["days"] = "Monday", ["from"] = "09:00", ["to"] = "17:00", ["remind"] = "1 h",
        };
        inputs[field] = value;

        var answer = await SubmitAsync(card, inputs);

        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.Contains("Kept", answer, StringComparison.Ordinal);
        Assert.Null(await _bot.QueryAsync(db => db.Set<Team>().Select(t => t.Policy).SingleAsync()));
    }

    [Fact]
    public async Task Saving_says_who_cannot_be_reached()
    {
        await _bot.InScopeAsync(async s =>
        {
            var colleagues = s.GetRequiredService<Colleagues>();
            await colleagues.MeetAsync(FakeChannel.Name, "tenant", "zoe", "Zoe", default);
            await s.GetRequiredService<ClientBot.Storage.ClientBotDb>().SaveChangesAsync();
        });
        _bot.Channel.Open = user => user.UserId == "zoe" ? new Opening(null, new Outcome.Unreachable("ConversationBlockedByUser")) : new Opening("dm-" + user.UserId, null);

        var carried = await _bot.SaysAsync("setup: Zoe", "maria");

        Assert.Contains(carried, c => c.Conversation == "dm-maria" && c.Text.StartsWith("Zoe has not added me", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("away: until monday → Ben", "You're away until Monday 9 March. I ask Ben in your place. `back` ends it.")]
    [InlineData("away: until 2026-03-20", "You're away until Friday 20 March. Whoever comes after you is asked. `back` ends it.")]
    [InlineData("away: tomorrow Ben", "You're away until Tuesday 3 March. I ask Ben in your place. `back` ends it.")]
    [InlineData("away: until someday", "I don't know until when.")]
    [InlineData("away: until monday → Zoe", "I don't know who Zoe is here.")]
    public async Task Being_away_is_said_in_words(string said, string answer)
    {
        var carried = await _bot.SaysAsync(said, "maria");
        Assert.StartsWith(answer, carried.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_away_the_deputy_is_asked_and_back_ends_it()
    {
        await _bot.SaysAsync("setup: Maria", "maria");
        await _bot.SaysAsync("away: until friday → Ben", "maria");
        await _bot.SaysAsync("you people never listen to me");
        Assert.Contains(await _bot.SaysAsync("escalate"), c => c.Conversation == "dm-ben");

        await _bot.SaysAsync("back", "maria");
        await _bot.SaysAsync("new");
        await _bot.SaysAsync("where is my parcel, this is the third time it is late");
        Assert.Contains(await _bot.SaysAsync("escalate"), c => c.Conversation == "dm-maria");
    }

    private async Task<string> SubmitAsync(Carried card, Dictionary<string, string> inputs)
    {
        var data = card.Card!.Data(SetupForm.ActionName);
        data.Remove("msteams");
        foreach (var (id, value) in inputs) data[id] = value;
        var answer = await _bot.TurnAsync(_bot.Message("maria", "dm-maria", "personal", a =>
        {
            a.Type = "invoke";
            a.Name = "task/submit";
            a.Value = new JObject { ["data"] = data };
        }));
        await _bot.SettledAsync();
        return answer?.Body is { } body ? JObject.FromObject(body).ToString() : "";
    }

    private async Task<Policy> PolicyAsync() => Policy.Read((await _bot.QueryAsync(db => db.Set<Team>().Select(t => t.Policy).SingleAsync()))!);

    private Task<string> IdAsync(string name) => _bot.QueryAsync(db => db.Set<Person>().Where(p => p.Name == name).Select(p => p.Id).SingleAsync());

    private async Task<List<string>> NamesAsync(IEnumerable<string> ids)
    {
        var all = await _bot.QueryAsync(db => db.Set<Person>().ToDictionaryAsync(p => p.Id, p => p.Name));
        return [.. ids.Select(i => all[i])];
    }
}
