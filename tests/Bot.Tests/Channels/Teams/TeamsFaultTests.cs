using System.Collections.Concurrent;
using System.Net;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.Features.Escalation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>An escalation over a channel service that fails in every way it can, chosen by a seed.</summary>
public sealed class TeamsFaultTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Sent> _taken = new();
    private readonly ConcurrentDictionary<string, int> _lostAnswers = new();
    private readonly TeamsStage _stage = TeamsStage.Open(services => services.Configure<DeliveryOptions>(o =>
    {
        o.Backoff = TimeSpan.FromMilliseconds(10);
        o.Every = TimeSpan.FromMilliseconds(100);
    }));

    public async Task InitializeAsync()
    {
        foreach (var person in new[] { "maria", "ben" }) await _stage.AnswerAsync(_stage.Message("help", person));
        await _stage.AnswerAsync(_stage.Message("setup: maria, ben", "maria"));
        await _stage.SettledAsync();
    }

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_service_answers_each_step_arrives_and_repeats_only_where_an_answer_was_lost(int seed)
    {
        Fail(new Random(seed));
        await _stage.AnswerAsync(_stage.Message("third time this invoice is wrong, fix it by 5pm or I call my lawyer"));
        await _stage.AnswerAsync(_stage.Message("escalate"));
        await UntilAsync("a:maria", "alex needs advice");
        await _stage.AnswerAsync(Press("a:maria", EscalationActions.CannotNow, "maria"));
        await UntilAsync("a:ben", "alex needs advice");
        await _stage.AnswerAsync(Press("a:ben", EscalationActions.Take, "ben"));
        await _stage.SettledAsync();

        Assert.Equal(HelpState.Taken, await _stage.QueryAsync(db => db.Set<HelpRequest>().Select(e => e.State).SingleAsync()));
        Assert.Contains("ben has it", _taken.Last(t => t.Conversation == "a:alex").Body!.ToString(), StringComparison.Ordinal);
        Assert.Contains("You have it since", _taken.Last(t => t.Conversation == "a:ben").Body!.ToString(), StringComparison.Ordinal);
        foreach (var same in _taken.GroupBy(KeyOf)) Assert.InRange(same.Count(), 1, 1 + _lostAnswers.GetValueOrDefault(same.Key));
        Assert.All(await _stage.QueryAsync(db => db.Set<OutboxEntry>().Select(e => e.End).ToListAsync()), end => Assert.True(end is OutboxEnd.Delivered or OutboxEnd.Dropped, $"{end}"));
    }

    [Fact]
    public async Task Who_has_blocked_the_bot_is_passed_over_at_once()
    {
        _stage.Teams.Fault = sent => sent.Conversation == "a:maria" ? Refusal(HttpStatusCode.Forbidden, "MessageWritesBlocked") : Take(sent);

        await _stage.AnswerAsync(_stage.Message("escalate: they want a refund"));

        await UntilAsync("a:ben", "alex needs advice");
        await UntilAsync("a:alex", "maria can't be reached");
    }

    private void Fail(Random random) => _stage.Teams.Fault = sent =>
    {
        int choice;
        lock (random) choice = random.Next(10);
        switch (choice)
        {
            case 0:
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.Zero) } };
            case 1:
                return Refusal(HttpStatusCode.InternalServerError, "ServiceError");
            case 2 when sent.Method == "PUT":
                return Refusal(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
            case 3:
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case 4:
                _lostAnswers.AddOrUpdate(KeyOf(sent), 1, (_, n) => n + 1);
                Take(sent);
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            default:
                return Take(sent);
        }
    };

    private HttpResponseMessage? Take(Sent sent)
    {
        if (sent.Body?["type"]?.ToString() == "message") _taken.Enqueue(sent);
        return null;
    }

    private Task UntilAsync(string conversation, string words) =>
        _stage.UntilAsync(() => Task.FromResult(_taken.Any(t => t.Conversation == conversation && t.Body!.ToString().Contains(words, StringComparison.Ordinal))), $"{conversation} does not read: {words}");

    private JObject Press(string conversation, string action, string person)
    {
        var data = (JObject)_taken.Last(t => t.Conversation == conversation && t.Body!["attachments"] is not null).Body!.SelectTokens("$..data").First().DeepClone();
        data["action"] = action;
        return _stage.Message("", person, a => a["value"] = data);
    }

    private static string KeyOf(Sent sent) => $"{sent.Method} {sent.Path} {sent.Body}";

    private static HttpResponseMessage Refusal(HttpStatusCode status, string code) => FakeTeams.Json(status, new JObject { ["error"] = new JObject { ["code"] = code } });
}
