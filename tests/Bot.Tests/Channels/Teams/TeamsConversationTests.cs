using System.Net;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Channels.Teams;
using ClientBot.Conversation;
using ClientBot.Features.Casebook;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class TeamsConversationTests : IAsyncLifetime
{
    private const string Words = "third time this invoice is wrong, fix it by 5pm or I call my lawyer";
    private readonly TeamsStage _stage = TeamsStage.Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_message_in_the_personal_chat_is_answered_there_with_a_card()
    {
        Assert.Equal(HttpStatusCode.OK, (await _stage.PostAsync(_stage.Message("Client says: " + Words))).StatusCode);
        await _stage.SettledAsync();
        var card = Card(Assert.Single(_stage.Teams.Messages, m => m.Body!["attachments"] is not null));
        Assert.Contains("because", card.Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(_stage.Teams.Calls, c => Assert.Equal(("https://smba.test", "a:alex"), (c.Host, c.Conversation)));
    }

    [Fact]
    public async Task A_forgotten_clients_name_is_left_in_no_message()
    {
        await _stage.PostAsync(_stage.Message("for Zirkonkatze: " + Words));
        await _stage.PostAsync(_stage.Message("cases"));
        await _stage.SettledAsync();
        await _stage.PostAsync(_stage.Message("forget"));
        await _stage.SettledAsync();

        var naming = _stage.Teams.Messages.Count(m => m.Body!.ToString().Contains("Zirkonkatze", StringComparison.Ordinal));
        Assert.Equal(2, naming);
        Assert.Equal(naming, _stage.Teams.Calls.Count(c => c.Method == "DELETE"));
    }

    [Theory]
    [InlineData("user", false)]
    [InlineData("guest", true)]
    [InlineData("anonymous", true)]
    public async Task A_channels_members_tell_whether_outsiders_read_it(string role, bool outsiders)
    {
        _stage.Teams.Roles.Add(role);
        await _stage.PostAsync(_stage.Mention("help", "channel", "19:abc@thread.tacv2;messageid=17"));
        await _stage.SettledAsync();
        await using var scope = _stage.Services.CreateAsyncScope();
        var where = await scope.ServiceProvider.GetRequiredService<ClientBot.Storage.ClientBotDb>().Set<ClientBot.People.Address>().AsNoTracking().SingleAsync(a => a.Kind == ClientBot.People.ConversationKind.Channel);

        var channel = scope.ServiceProvider.GetServices<ClientBot.Delivery.IChannel>().Single(c => c.Id == "msteams");
        Assert.Equal(outsiders, await channel.HasOutsidersAsync(where, default));
        Assert.Contains(_stage.Teams.Calls, c => c.Method == "GET" && c.Path.EndsWith("19%3Aabc%40thread.tacv2/pagedmembers", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("channel", "19:abc@thread.tacv2;messageid=17")]
    [InlineData("groupChat", "19:abc@thread.v2")]
    public async Task Asked_in_front_of_others_it_answers_in_the_personal_chat(string kind, string conversation)
    {
        await _stage.PostAsync(_stage.Mention("guide " + Words, kind, conversation));
        await _stage.SettledAsync();
        Assert.Single(_stage.Teams.Calls, c => c.Path.EndsWith("/v3/conversations", StringComparison.Ordinal));
        var card = Assert.Single(_stage.Teams.Messages, m => m.Body!["attachments"] is not null);
        Assert.Equal("a:chat-of-29:alex", card.Conversation);
        foreach (var seen in _stage.Teams.Calls.Where(c => c.Conversation == conversation))
            foreach (var word in new[] { "invoice", "lawyer", "5pm" }) Assert.DoesNotContain(word, seen.Body!.ToString(), StringComparison.OrdinalIgnoreCase);

        await _stage.PostAsync(_stage.Mention("guide they say it is still wrong and they are furious", kind, conversation));
        await _stage.SettledAsync();
        Assert.Single(_stage.Teams.Calls, c => c.Path.EndsWith("/v3/conversations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_message_action_opens_a_card_with_words_for_that_message()
    {
        var answer = await _stage.AnswerAsync(_stage.Invoke("composeExtension/fetchTask", new JObject
        {
            ["commandId"] = "deescalate", ["commandContext"] = "message", ["context"] = new JObject { ["theme"] = "default" },
            ["messagePayload"] = new JObject { ["id"] = "17", ["body"] = new JObject { ["contentType"] = "html", ["content"] = $"<p>{Words}</p>" } },
        }));
        Assert.Equal("continue", answer["task"]!["type"]!.ToString());
        var card = answer["task"]!["value"]!["card"]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", card["contentType"]!.ToString());
        Assert.Contains("because", new CardView((JObject)card["content"]!).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_expects_replies_gets_them_in_the_answer_and_nothing_is_sent()
    {
        var answer = await _stage.AnswerAsync(_stage.Message("Client says: " + Words, change: a => a["deliveryMode"] = "expectReplies"));
        await _stage.SettledAsync();
        Assert.Contains(answer["activities"]!, a => a["attachments"] is JArray { Count: > 0 });
        Assert.Empty(_stage.Teams.Calls);
    }

    [Fact]
    public async Task The_same_message_twice_at_once_is_one_case_and_one_card()
    {
        var message = _stage.Message("Client says: " + Words);
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _stage.PostAsync(message)));
        Assert.All(responses, r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
        await _stage.SettledAsync();
        Assert.Single(_stage.Teams.Messages, m => m.Body!["attachments"] is not null);
        Assert.Equal(1, await _stage.QueryAsync(db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task A_caller_that_goes_away_does_not_end_the_turn()
    {
        var slow = new SlowTurn();
        await using var stage = TeamsStage.Open(s => s.AddSingleton(p => ActivatorUtilities.CreateInstance<TurnWithTyping>(p, slow)));
        using var gone = new CancellationTokenSource();
        using var content = new StringContent(stage.Message("hello").ToString());
        var request = stage.Client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, gone.Token);
        await slow.Begun.Task;
        await gone.CancelAsync();
        Assert.False(slow.Token.IsCancellationRequested);
        slow.End.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => request);
    }

    [Fact]
    public async Task A_turn_longer_than_a_second_shows_typing_except_where_replies_are_expected_or_others_watch()
    {
        var slow = new SlowTurn();
        await using var stage = TeamsStage.Open(s => s.AddSingleton(p => ActivatorUtilities.CreateInstance<TurnWithTyping>(p, slow)));
        var personal = stage.PostAsync(stage.Message("hello"));
        var expecting = stage.PostAsync(stage.Message("hello", "bo", a => a["deliveryMode"] = "expectReplies"));
        var group = stage.PostAsync(stage.Mention("hello", "groupChat", "19:abc@thread.v2"));
        await stage.UntilAsync(() => Task.FromResult(!stage.Teams.Calls.IsEmpty), "no typing");
        slow.End.SetResult();
        await Task.WhenAll(personal, expecting, group);
        var typing = Assert.Single(stage.Teams.Calls);
        Assert.Equal(("typing", "a:alex"), (typing.Body!["type"]!.ToString(), typing.Conversation));
    }

    private static CardView Card(Sent sent) => new((JObject)sent.Body!["attachments"]![0]!["content"]!);

    private sealed class SlowTurn : IBot
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Token { get; private set; }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Token = cancellationToken;
            Begun.TrySetResult();
            return End.Task;
        }
    }
}
