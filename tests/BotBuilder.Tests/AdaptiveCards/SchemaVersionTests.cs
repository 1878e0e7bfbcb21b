using AdaptiveCards;

namespace ClientBot.BotBuilder.Tests.AdaptiveCards;

public sealed class SchemaVersionTests
{
    [Theory]
    [InlineData("1.5", 1, 5)]
    [InlineData("3", 3, 0)]
    [InlineData("4.1.3", 4, 1)]
    public void A_text_is_a_version(string text, int major, int minor)
    {
        AdaptiveSchemaVersion version = text;

        Assert.Equal((major, minor), (version.Major, version.Minor));
        Assert.Equal($"{major}.{minor}", version.ToString());
    }

    [Theory]
    [InlineData("tacos")]
    [InlineData("1.tacos")]
    [InlineData("")]
    public void Any_other_text_is_refused(string text) => Assert.NotNull(Record.Exception(() => new AdaptiveSchemaVersion(text)));

    [Fact]
    public void Versions_are_ordered_by_number_and_not_by_letter()
    {
        AdaptiveSchemaVersion two = new(1, 2), ten = new(1, 10);

        Assert.True(two < ten && ten > two && two <= ten && ten >= two && two != ten && ten == "1.10");
        Assert.Equal(-1, Math.Sign(two.CompareTo(ten)));
    }

    [Fact]
    public void The_known_version_is_1_5() => Assert.Equal(new AdaptiveSchemaVersion("1.5"), AdaptiveCard.KnownSchemaVersion);
}
