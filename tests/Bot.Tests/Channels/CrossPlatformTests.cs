using System.Net.Http.Headers;
using System.Text;
using ClientBot.Bot.Tests.Channels.Slack;
using ClientBot.Bot.Tests.Channels.Teams;
using ClientBot.Features.Escalation;
using ClientBot.Features.Linking;
using ClientBot.People;
using ClientBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels;

/// <summary>One organisation on two platforms: both channels in one host.</summary>
public sealed class CrossPlatformTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTeams _teams = new();
    private readonly TeamsStage _scripts = TeamsStage.Open();
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.StartAsync(settings: new(TeamsStage.SingleTenant) { ["Linking:Domains:0"] = "acme.example" }, configure: services => services.AddFakeTeams(_teams));

    public async Task DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _scripts.DisposeAsync();
    }

    public void Dispose() => _teams.Dispose();

    [Fact]
    public async Task An_escalation_raised_in_Slack_is_taken_in_Teams_and_both_cards_follow()
    {
        await InTeamsAsync(_scripts.Message("help", "maria"));
        await TeamOfAsync("29:maria");

        await _stage.SaysAsync("third time this invoice is wrong, fix it by 5pm or I call my lawyer");
        await _stage.CommandAsync("/escalate", "they want a refund");
        await _stage.SettledAsync();
        var asked = Assert.Single(Cards("a:maria"));
        Assert.Contains("third time this invoice is wrong", asked.ToString(), StringComparison.Ordinal);
        Assert.Contains(_stage.Slack.In("D0ALEX"), m => m.ToString().Contains("Asked maria", StringComparison.Ordinal));

        await InTeamsAsync(_scripts.Message("", "maria", a =>
        {
            a["value"] = asked.SelectTokens("$..data").First(d => (string?)d["action"] == EscalationActions.Take).DeepClone();
            a.Remove("text");
        }));
        Assert.Contains(_stage.Slack.In("D0ALEX"), m => m.ToString().Contains("maria has it", StringComparison.Ordinal));
        Assert.Contains("You have it", Assert.Single(_teams.Calls, c => c.Method == "PUT" && c.Conversation == "a:maria").Body!.ToString(), StringComparison.Ordinal);

        // And the answer goes back the other way: what she writes there is read here.
        var card = _teams.Calls.Last(c => c.Method == "PUT").Body!;
        await InTeamsAsync(_scripts.Message("", "maria", a =>
        {
            var data = (JObject)card.SelectTokens("$..data").First(d => (string?)d["action"] == EscalationActions.Answer).DeepClone();
            data["answer"] = "Offer them half, not more";
            a["value"] = data;
            a.Remove("text");
        }));
        Assert.Contains(_stage.Slack.In("D0ALEX"), m => m.ToString().Contains("Offer them half, not more", StringComparison.Ordinal));
        Assert.DoesNotContain(_stage.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_the_same_work_address_on_both_platforms_is_one_person_until_they_say_unlink()
    {
        await MariaOnBothAsync("maria@acme.example", "Maria@ACME.example");
        Assert.Single(await PersonsAsync());
        var link = await _stage.QueryAsync(db => db.Set<Link>().SingleAsync());
        Assert.Equal("email", link.Reason);
        Assert.Contains(_stage.Slack.In("D0MARIA"), m => ((string)m["text"]!).Contains("say unlink", StringComparison.Ordinal));
        Assert.Contains(_teams.Messages, m => m.Conversation == "a:maria" && m.Body!.ToString().Contains("I know you on another platform", StringComparison.Ordinal));

        // The card that was there before still follows.
        var card = _stage.Slack.In("D0MARIA").First(m => m.ToString().Contains("Globex", StringComparison.Ordinal));
        await _stage.PressAsync(card, "Softer", SlackStage.Maria);
        await _stage.SettledAsync();
        Assert.NotEqual(card["blocks"]!.ToString(), _stage.Slack.Messages[(string)card["ts"]!]["blocks"]!.ToString());

        // A case of the one is a case of the other: what was told before, and what is told now.
        await InTeamsAsync(_scripts.Message("cases", "maria"));
        Assert.Contains("Globex", _teams.Messages.Last(m => m.Conversation == "a:maria").Body!.ToString(), StringComparison.Ordinal);
        await InTeamsAsync(_scripts.Message("for Initech: they want it all for free", "maria"));
        await _stage.SaysAsync("cases", SlackStage.Maria);
        await _stage.SettledAsync();
        Assert.Contains("Initech", _stage.Slack.In("D0MARIA")[^1].ToString(), StringComparison.Ordinal);

        await _stage.SaysAsync("unlink", SlackStage.Maria);
        await _stage.SettledAsync();
        Assert.Contains("Done: the account on the other platform", (string)_stage.Slack.In("D0MARIA")[^1]["text"]!, StringComparison.Ordinal);
        Assert.Equal(2, (await PersonsAsync()).Count);
        await SweepAsync();
        Assert.Equal(2, (await PersonsAsync()).Count);
    }

    [Theory]
    [InlineData("maria@acme.example", "maria@else.example", false, "member")]
    [InlineData("maria@else.example", "maria@else.example", false, "member")]
    [InlineData(null, "maria@acme.example", false, "member")]
    [InlineData("maria@acme.example", "maria@acme.example", true, "member")]
    [InlineData("maria@acme.example", "maria@acme.example", false, "guest")]
    [InlineData("maria@acme.example.evil.example", "maria@acme.example.evil.example", false, "member")]
    public async Task Unless_both_vouch_for_one_address_of_the_house_and_neither_is_a_guest_they_are_two(string? inSlack, string inTeams, bool guestInSlack, string role)
    {
        if (guestInSlack) _stage.Slack.Guests.Add(SlackStage.Maria);
        await MariaOnBothAsync(inSlack, inTeams, role);
        Assert.Equal(2, (await PersonsAsync()).Count);
        Assert.Equal(0, await _stage.QueryAsync(db => db.Set<Link>().CountAsync()));
    }

    [Fact]
    public async Task Whom_an_escalation_names_becomes_nobody_else_before_it_is_over()
    {
        await InTeamsAsync(_scripts.Message("help", "maria"));
        await _stage.CommandAsync("/escalate", "<@U0MARIA> they want a refund");
        await _stage.SettledAsync();
        await MariaOnBothAsync("maria@acme.example", "maria@acme.example");
        Assert.Equal(2, (await PersonsAsync()).Count);

        await _stage.PressAsync(_stage.Slack.In("D0MARIA")[0], "I have it", SlackStage.Maria);
        await _stage.SettledAsync();
        await _stage.PressAsync(_stage.Slack.In("D0ALEX").Last(m => m.ToString().Contains("Maria Lopez has it", StringComparison.Ordinal)), "It's settled");
        await _stage.SettledAsync();
        await SweepAsync();
        Assert.Single(await PersonsAsync());
    }

    private async Task MariaOnBothAsync(string? inSlack, string inTeams, string role = "member")
    {
        if (inSlack is not null) _stage.Slack.Emails[SlackStage.Maria] = inSlack;
        _teams.Fault = sent => sent.Method == "GET" && sent.Path.Contains("/members/", StringComparison.Ordinal)
            ? FakeTeams.Json(System.Net.HttpStatusCode.OK, new JObject { ["id"] = "29:maria", ["email"] = inTeams, ["userPrincipalName"] = inTeams, ["userRole"] = role, ["tenantId"] = TeamsStage.Tenant }) : null;
        await InTeamsAsync(_scripts.Message("help", "maria"));
        await _stage.SaysAsync("for Globex: this is the third time the invoice is wrong", SlackStage.Maria);
        await _stage.SettledAsync();
        await SweepAsync();
    }

    private async Task SweepAsync()
    {
        await using var scope = _stage.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LinkSweep>().SweepAsync(default);
        await _stage.SettledAsync();
    }

    private async Task<List<string>> PersonsAsync() => await _stage.QueryAsync(db => db.Set<Identity>().Where(i => i.UserId == "29:maria" || i.UserId == SlackStage.Maria).Select(i => i.PersonId).Distinct().ToListAsync());

    private IEnumerable<JObject> Cards(string conversation) => _teams.Messages.Where(m => m.Conversation == conversation && m.Body!["attachments"] is JArray { Count: > 0 }).Select(m => m.Body!);

    private async Task InTeamsAsync(JObject activity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToString(Formatting.None), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _teams.Keys[0].Sign());
        var answer = await _stage.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {string.Join('\n', _stage.Logs.Lines)}");
        await _stage.SettledAsync();
    }

    private async Task TeamOfAsync(string manager)
    {
        await using var scope = _stage.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ClientBotDb>();
        var person = await db.Set<Identity>().Where(i => i.UserId == manager).Select(i => i.PersonId).SingleAsync();
        db.Add(new Team { Id = "team", Name = "Clients", CreatedAt = 0, Policy = new Policy { Steps = [new PolicyStep([person], TimeSpan.FromMinutes(5))] }.Write() });
        await db.SaveChangesAsync();
    }
}
