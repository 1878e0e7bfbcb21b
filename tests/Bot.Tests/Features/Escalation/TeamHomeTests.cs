using ClientBot.Bot.Tests.Stage;
using ClientBot.Features.Escalation;
using ClientBot.Features.Setup;
using ClientBot.People;
using Microsoft.EntityFrameworkCore;

namespace ClientBot.Bot.Tests.Features.Escalation;

/// <summary>Where teams are at home, and who is of them.</summary>
public sealed class TeamHomeTests : IAsyncLifetime
{
    private const string Room = "19:support@thread.tacv2";
    private PlayedBot _bot = null!;

    public async Task InitializeAsync()
    {
        _bot = await PlayedBot.StartAsync();
        foreach (var person in new[] { "maria", "ben" }) await _bot.SaysAsync("help", person);
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task Said_in_one_thread_of_a_channel_the_whole_channel_is_home_and_the_notice_is_a_post_of_its_own()
    {
        await InThreadAsync("setup: Ben", "maria", 1);
        Assert.Equal(Room, await _bot.QueryAsync(db => db.Set<TeamChannel>().Join(db.Set<Address>(), c => c.AddressId, a => a.Id, (_, a) => a.ConversationId).SingleAsync()));

        var again = await InThreadAsync("setup", "maria", 2);

        Assert.Contains("Ben, 5 min to answer", again[^1].Card!.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<TeamChannel>().CountAsync()));
    }

    [Fact]
    public async Task Who_speaks_in_a_teams_channel_is_of_that_team_and_not_its_manager()
    {
        await InThreadAsync("setup: Ben", "maria", 1);
        await InThreadAsync("help", "cleo", 2);

        var cleo = await _bot.QueryAsync(db => db.Set<TeamMember>().Join(db.Set<Person>(), m => m.PersonId, p => p.Id, (m, p) => new { p.Name, m.IsManager }).ToListAsync());
        Assert.Contains(cleo, m => m is { Name: "Cleo", IsManager: false });
        Assert.Equal(TeamSettings.NoRight, (await InThreadAsync("setup: Cleo", "cleo", 2))[^1].Text);
    }

    [Fact]
    public async Task In_a_channel_of_nobody_somebody_else_may_start_a_team_of_their_own()
    {
        await _bot.SaysAsync("setup: Ben", "maria");
        var offered = (await _bot.HearAsync(Mention("setup", "ben", "19:other@thread.tacv2")))[^1];

        var begun = await _bot.PressesAsync(offered, SetupCard.BeginAction, "ben");

        Assert.Contains("Nobody is asked for help yet", begun[^1].Card!.Text, StringComparison.Ordinal);
        Assert.Equal(2, await _bot.QueryAsync(db => db.Set<Team>().CountAsync()));
        Assert.StartsWith("That channel has a team by now", (await _bot.PressesAsync(offered, SetupCard.BeginAction, "ben")).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_somebody_changed_meanwhile_are_shown_and_not_overwritten()
    {
        var card = (await _bot.SaysAsync("setup: Ben", "maria"))[^1];
        await _bot.SaysAsync("setup: Maria, Ben", "maria");
        var data = card.Card!.Data(SetupForm.ActionName);
        data["people1"] = "";

        var answer = await _bot.TurnAsync(_bot.Message("maria", "dm-maria", "personal", a =>
        {
            a.Type = "invoke";
            a.Name = "task/submit";
            a.Value = new Newtonsoft.Json.Linq.JObject { ["data"] = data };
        }));

        Assert.Contains("Somebody has changed the settings", Newtonsoft.Json.JsonConvert.SerializeObject(answer!.Body), StringComparison.Ordinal);
        Assert.Equal(2, Policy.Read((await _bot.QueryAsync(db => db.Set<Team>().Select(t => t.Policy).SingleAsync()))!).Steps.Count);
    }

    [Fact]
    public async Task Five_names_are_more_than_the_form_could_keep()
    {
        foreach (var person in new[] { "cleo", "dan", "eve" }) await _bot.SaysAsync("help", person);
        Assert.StartsWith("I ask 4 one after the other", (await _bot.SaysAsync("setup: Ben, Maria, Cleo, Dan, Eve", "maria")).Single().Text, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<Carried>> InThreadAsync(string text, string person, int thread) => _bot.HearAsync(Mention(text, person, $"{Room};messageid={thread}"));

    private Microsoft.Bot.Schema.Activity Mention(string text, string person, string conversation) => _bot.Message(person, conversation, "channel", a =>
    {
        a.Text = $"<at>ClientBot</at> {text}";
        a.Entities = [new Microsoft.Bot.Schema.Mention(new Microsoft.Bot.Schema.ChannelAccount("bot", "ClientBot"), "<at>ClientBot</at>")];
    });
}
