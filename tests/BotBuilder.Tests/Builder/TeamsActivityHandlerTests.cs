using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class TeamsActivityHandlerTests
{
    [Fact]
    public async Task Opening_a_dialog_reaches_its_handler_with_the_buttons_data()
    {
        var response = await ActivityHandlerTests.Invoke(
            new Handler(), "task/fetch", JObject.Parse("""{ "data": { "action": "escalate" } }"""), Channels.Msteams);

        var body = Assert.IsType<TaskModuleResponse>(response.Body);
        Assert.Equal("escalate", Assert.IsType<TaskModuleMessageResponse>(body.Task).Value);
    }

    [Theory]
    [InlineData("task/submit", "{}", 501)]
    [InlineData("task/fetch", null, 400)]
    [InlineData("composeExtension/fetchTask", "{}", 501)]
    [InlineData("composeExtension/query", "{}", 501)]
    [InlineData("fileConsent/invoke", """{ "action": "accept" }""", 501)]
    [InlineData(null, "{}", 501)]
    public async Task What_the_bot_does_not_handle_is_refused(string? name, string? value, int status)
    {
        var json = value == null ? null : JObject.Parse(value);
        if (status == 400)
        {
            // A value that is no object.
            var invoke = new Activity { Type = ActivityTypes.Invoke, Name = name, Value = "text", ChannelId = Channels.Msteams };
            var reply = Assert.Single(await Told.ToBot(new Handler(), invoke));
            Assert.Equal(400, ((InvokeResponse)reply.Value).Status);
            return;
        }

        Assert.Equal(status, (await ActivityHandlerTests.Invoke(new Handler(), name, json, Channels.Msteams)).Status);
    }

    [Theory]
    [InlineData(null, "submitted")]
    [InlineData("edit", "edited")]
    [InlineData("send", "sent")]
    public async Task A_message_action_comes_back_from_its_form_or_from_the_preview(string? preview, string expected)
    {
        var bot = new Handler();

        await ActivityHandlerTests.Invoke(
            bot, "composeExtension/submitAction", JObject.FromObject(new { botMessagePreviewAction = preview }), Channels.Msteams);

        Assert.Equal([expected], bot.Calls);
    }

    [Fact]
    public async Task Being_added_to_a_team_is_told_with_the_team_and_without_asking_the_roster()
    {
        var bot = new Handler();

        await InTeams(bot, new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            MembersAdded = [new ChannelAccount("bot")],
            ChannelData = JObject.Parse("""{ "team": { "id": "19:team" } }"""),
        });

        Assert.Equal(["added bot to 19:team"], bot.Calls);
    }

    [Fact]
    public async Task A_member_without_details_needs_the_connector()
    {
        var added = new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount("29:ann")] };

        await Assert.ThrowsAsync<InvalidOperationException>(() => InTeams(new Handler(), added));
    }

    [Fact]
    public async Task A_renamed_channel_reaches_its_handler()
    {
        var bot = new Handler();

        await InTeams(bot, new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            ChannelData = JObject.Parse("""{ "eventType": "channelRenamed", "channel": { "name": "Billing" }, "team": { "id": "19:team" } }"""),
        });

        Assert.Equal(["renamed to Billing"], bot.Calls);
    }

    [Fact]
    public async Task An_edited_message_is_told_from_other_updates()
    {
        var bot = new Handler();

        await InTeams(bot, new Activity { Type = ActivityTypes.MessageUpdate, ChannelData = JObject.Parse("""{ "eventType": "editMessage" }""") });
        await InTeams(bot, new Activity { Type = ActivityTypes.MessageUpdate });

        Assert.Equal(["edited message"], bot.Calls);
    }

    private static Task<List<Activity>> InTeams(
        Handler bot, Activity activity)
        => Told.To(new TestAdapter(Channels.Msteams), bot.OnTurnAsync, activity);

    private sealed class Handler : TeamsActivityHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(
            ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken)
            => Task.FromResult(new TaskModuleResponse
            {
                Task = new TaskModuleMessageResponse { Value = (string?)((JObject)taskModuleRequest.Data)["action"] },
            });

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
            => Answer("submitted");

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewEditAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
            => Answer("edited");

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(
            ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
            => Answer("sent");

        protected override Task OnTeamsMembersAddedAsync(
            IList<TeamsChannelAccount> teamsMembersAdded,
            TeamInfo teamInfo,
            ITurnContext<IConversationUpdateActivity> turnContext,
            CancellationToken cancellationToken)
            => Note($"added {teamsMembersAdded[0].Id} to {teamInfo.Id}");

        protected override Task OnTeamsChannelRenamedAsync(
            ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
            => Note($"renamed to {channelInfo.Name}");

        protected override Task OnTeamsMessageEditAsync(
            ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
            => Note("edited message");

        private Task Note(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }

        private Task<MessagingExtensionActionResponse> Answer(string call)
        {
            Calls.Add(call);
            return Task.FromResult(new MessagingExtensionActionResponse());
        }
    }
}
