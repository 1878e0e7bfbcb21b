using ClientBot.Channels.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClientBot.Bot.Tests.Channels.Slack;

public sealed class SlackStartTests
{
    private const string Secret = "Slack:SigningSecret=s", Token = "Slack:Workspaces:0:BotToken=xoxb-1";

    [Theory]
    [InlineData("Slack:SigningSecret", Token)]
    [InlineData("Slack:SigningSecret", Token, "Slack:SigningSecret=")]
    [InlineData("Slack:SigningSecret", Token, "Slack:SigningSecret=  ")]
    [InlineData("Slack:AppToken", Token, Secret, "Slack:AppToken=xoxb-1")]
    [InlineData("Slack:Workspaces:0:BotToken", "Slack:AppToken=xapp-1")]
    [InlineData("Slack:Workspaces:0:BotToken", Secret)]
    [InlineData("Slack:Workspaces:0:BotToken", Secret, "Slack:Workspaces:0:TeamId=T1")]
    [InlineData("Slack:Workspaces:0:BotToken", Secret, "Slack:Workspaces:0:BotToken=xoxp-1")]
    [InlineData("Slack:Workspaces:0:TeamId", Secret, Token, "Slack:Workspaces:0:TeamId=acme")]
    [InlineData("Slack:Workspaces:1 is given twice", Secret, Token, "Slack:Workspaces:1:BotToken=xoxb-1")]
    [InlineData("Slack:ApiBaseUrl", Secret, Token, "Slack:ApiBaseUrl=http://slack.example/api/")]
    [InlineData("Slack:EscalateCommand", Secret, Token, "Slack:EscalateCommand=escalate")]
    public void Settings_that_can_not_work_stop_the_start_in_one_line_with_the_name_of_the_setting(string named, params string[] settings) =>
        Assert.Contains(named, Assert.Single(Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures), StringComparison.Ordinal);

    [Fact]
    public void With_nothing_set_there_is_no_Slack_and_with_a_secret_and_a_token_there_is()
    {
        Assert.Empty(Read().Workspaces);
        Assert.Equal("xoxb-1", Assert.Single(Read(Secret, Token).Workspaces).BotToken);
        Assert.Equal("xapp-1", Read("Slack:AppToken=xapp-1", Token).AppToken);
    }

    private static SlackOptions Read(params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddSlack().BuildServiceProvider();
        return services.GetRequiredService<IOptions<SlackOptions>>().Value;
    }
}
