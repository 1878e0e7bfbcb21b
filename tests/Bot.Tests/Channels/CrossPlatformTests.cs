using System.Net.Http.Headers;
using System.Text;
using ClientBot.Bot.Tests.Channels.Slack;
using ClientBot.Bot.Tests.Channels.Teams;
using ClientBot.Features.Escalation;
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

    public async Task InitializeAsync() => _stage = await SlackStage.StartAsync(settings: TeamsStage.SingleTenant, configure: services => services.AddFakeTeams(_teams));

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
