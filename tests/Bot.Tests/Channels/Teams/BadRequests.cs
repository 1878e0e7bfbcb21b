using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

/// <summary>Makes requests that are wrong in every way we could think of, the same ones each time.</summary>
internal sealed class BadRequests(int seed)
{
    private static readonly string[] Junk =
    [
        "null", "true", "-0", "1e400", "123456789012345678901234567890", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "[]", "[[]]", "[null]", "[1,\"a\",{}]", "{}",
        "{\"id\":null}", "{\"id\":{}}", "{\"id\":\"\\u0000\"}", "{\"$type\":\"System.Object, mscorlib\"}", "{\"type\":\"mention\",\"mentioned\":[]}", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"",
        "\"/Date(99999999999999999)/\"", "\"2026-02-30T25:61:00Z\"", "{\"data\":{\"action\":\"guidance.tone.softer\",\"id\":\"nope\",\"version\":\"1\"}}", "{\"action\":7,\"id\":[],\"version\":{}}",
        "{\"action\":\"no.such\",\"id\":\"01J00000000000000000000000\",\"version\":1}", "{\"commandId\":\"deescalate\",\"messagePayload\":{\"body\":{\"contentType\":\"html\",\"content\":\"<p>\"}}}",
        "{\"commandId\":\"deescalate\",\"messagePayload\":7}", "{\"task\":{\"task\":{}}}", "\"http://a b\"", "\"https://a.test:99999/\"", "\"javascript:alert(1)\"",
    ];

    private static readonly string[] Invokes = ["task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction", "composeExtension/query", "adaptiveCard/action", "signin/verifyState", "fileConsent/invoke", "x/y", ""];
    private static readonly string[] Types = ["message", "invoke", "conversationUpdate", "installationUpdate", "messageReaction", "event", "", "MESSAGE", "x"];

    private readonly Random _random = new(seed);

    public byte[] Next(JObject good)
    {
        switch (_random.Next(10))
        {
            case 0: return Torn(Encoding.UTF8.GetBytes(good.ToString(Formatting.None)));
            case 1: return Encoding.UTF8.GetBytes(Nested(_random.Next(20, 200)));
            case 2:
                var bytes = new byte[_random.Next(200)];
                _random.NextBytes(bytes);
                return bytes;
            case 3: return Encoding.UTF8.GetBytes(Pick(Junk));
            case 4: return Encoding.UTF8.GetBytes(good.ToString(Formatting.None)[..^1] + $",\"{Pick(good.Properties().Select(p => p.Name).ToArray())}\":{Pick(Junk)}}}");
            default:
                if (_random.Next(2) == 0) Retype(good);
                return Encoding.UTF8.GetBytes(Changed(good));
        }
    }

    private void Retype(JObject good)
    {
        good["type"] = Pick(Types);
        good["name"] = Pick(Invokes);
    }

    // Placeholders, because a JObject could not hold what Junk holds.
    private string Changed(JObject good)
    {
        var put = new List<string>();
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var places = good.Descendants().OfType<JProperty>().ToArray();
            var place = Pick(places);
            if (_random.Next(5) == 0)
            {
                place.Remove();
                continue;
            }

            place.Value = $"@junk{put.Count}@";
            put.Add(Pick(Junk));
        }

        if (_random.Next(3) == 0)
        {
            good["value"] = $"@junk{put.Count}@";
            put.Add(Pick(Junk));
        }

        var text = good.ToString(Formatting.None);
        for (var i = 0; i < put.Count; i++) text = text.Replace($"\"@junk{i}@\"", put[i], StringComparison.Ordinal);
        return text;
    }

    private byte[] Torn(byte[] body)
    {
        for (var i = _random.Next(1, 5); i > 0; i--) body[_random.Next(body.Length)] = (byte)_random.Next(256);
        return _random.Next(2) == 0 ? body : body[.._random.Next(body.Length)];
    }

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"value\":", levels)) + "1" + new string('}', levels);

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
