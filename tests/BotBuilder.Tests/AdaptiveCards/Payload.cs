using System.Reflection;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.AdaptiveCards;

/// <summary>Cards as JSON, their properties sorted: what order a class writes them in says nothing.</summary>
internal static class Payload
{
    public static string Text(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ClientBot.BotBuilder.Tests.AdaptiveCards.Payloads.{name}.json")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    public static JObject Json(string name) => (JObject)Sorted(JObject.Parse(Text(name)));

    public static JToken Sorted(JToken json) => json switch
    {
        JObject properties => new JObject(properties.Properties().OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => new JProperty(one.Name, Sorted(one.Value)))),
        JArray items => new JArray(items.Select(Sorted)),
        _ => json.DeepClone(),
    };
}
