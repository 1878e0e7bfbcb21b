using System.Globalization;
using System.Text;
using ClientBot.Channels.Slack;

namespace ClientBot.Bot.Tests.Channels.Slack;

public sealed class SlackSignatureTests
{
    // The example of Slack's own page "Verifying requests from Slack".
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5", At = "1531420618";
    private const string Right = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(-299)]
    public void The_signature_of_Slacks_own_example_is_right_for_five_minutes_both_ways(int later) => Assert.Null(Check(later: later));

    [Theory]
    [InlineData(301)]
    [InlineData(360)]
    [InlineData(-301)]
    public void Older_or_from_the_future_it_is_not(int later) => Assert.NotNull(Check(later: later));

    [Theory]
    [InlineData(null, Right)]
    [InlineData(At, null)]
    [InlineData("", Right)]
    [InlineData(At, "")]
    [InlineData("1531420618.0", Right)]
    [InlineData("-1531420618", Right)]
    [InlineData("1531420618123456789", Right)]
    [InlineData("tomorrow", Right)]
    [InlineData("1531420619", Right)]
    [InlineData(At, "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(At, "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(At, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData(At, "v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Anything_else_is_wrong(string? timestamp, string? signature) => Assert.NotNull(Check(timestamp, signature));

    [Fact]
    public void A_body_changed_by_a_byte_another_secret_and_a_header_given_twice_are_wrong()
    {
        var changed = (byte[])Body.Clone();
        changed[^1]++;
        Assert.NotNull(new SlackSignature(Secret).FaultOf([At], [Right], changed, Now(0)));
        Assert.NotNull(new SlackSignature(Secret + "x").FaultOf([At], [Right], Body, Now(0)));
        Assert.NotNull(new SlackSignature(Secret).FaultOf([At, At], [Right], Body, Now(0)));
        Assert.NotNull(new SlackSignature(Secret).FaultOf([At], [Right, Right], Body, Now(0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void There_is_no_checking_with_an_empty_secret(string secret) => Assert.ThrowsAny<ArgumentException>(() => new SlackSignature(secret));

    private static string? Check(string? timestamp = At, string? signature = Right, int later = 0) => new SlackSignature(Secret).FaultOf([timestamp], [signature], Body, Now(later));

    private static DateTimeOffset Now(int later) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(At, CultureInfo.InvariantCulture) + later);
}
