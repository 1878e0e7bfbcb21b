using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace ClientBot.BotBuilder.Tests.Signatures;

/// <summary>The comparison is worth something only if both sides are really read and spelled alike.</summary>
public sealed class SpellingTests
{
    private static readonly Dictionary<string, string> Constants = new() { ["InputHints.AcceptingInput"] = "\"acceptingInput\"" };

    [Theory]
    [InlineData("[\"id\"] string Id { get; set; }", "[\"id\"] string Id { get; set; }")]
    [InlineData("[Obsolete] [JsonIgnore] static readonly System.Xml.Schema.XmlSchema X", "[JsonIgnore] [Obsolete] static readonly XmlSchema X")]
    [InlineData("Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default(CancellationToken))",
        "Task<IDictionary<string,object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)")]
    [InlineData("static T As<T>(this IActivity a, string b = null, bool c = false, int d = 3) where T : class, new()",
        "static T As<T>(this IActivity a, string b = default, bool c = default, int d = 3)")]
    [InlineData("ctor(string hint = InputHints.AcceptingInput)", "ctor(string hint = \"acceptingInput\")")]
    [InlineData("static bool operator ==(A a, B b)", "static bool operator ==(A a, B b)")]
    [InlineData("static implicit operator AdaptiveSchemaVersion(string versionString)", "static implicit operator AdaptiveSchemaVersion(string versionString)")]
    [InlineData("object this[string key]", "object this[string key]")]
    [InlineData("dynamic ChannelData { get; set; }", "object ChannelData { get; set; }")]
    public void A_line_of_a_list_is_spelled_one_way(string line, string spelled) => Assert.Equal(spelled, Spelling.OfMember(line, Constants));

    [Fact]
    public void A_compiled_type_is_spelled_the_same_way() => Assert.Equal(
        [
            "[\"hidden-name\"] int? Renamed { get; set; }",
            "const string Word = \"w\"",
            "ctor(string a = default, bool b = true)",
            "override string ToString()",
            "protected virtual Task<IList<Activity>> RunAsync<T>(T one, params string[] others)",
        ],
        Declared.Members(typeof(Sample)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_list_is_read()
    {
        Assert.Contains("[\"text\"] string Text { get; set; }", OfficialLists.All.Find(typeof(Activity))!.Members);
        Assert.True(OfficialLists.All.Knows("DialogSet"));
        Assert.True(OfficialLists.All.Knows("TestAdapter"));
        Assert.True(OfficialLists.All.Knows("ServiceClientCredentials"));
    }

    public class Sample
    {
        public const string Word = "w";

        public Sample(string? a = null, bool b = true) => Renamed = b ? a?.Length : null;

        [JsonProperty("hidden-name")]
        public int? Renamed { get; set; }

        public override string ToString() => Word;

        protected virtual Task<IList<Activity>> RunAsync<T>(T one, params string[] others) => Task.FromResult<IList<Activity>>([]);

        private protected void Hidden() => Renamed = null;
    }
}
