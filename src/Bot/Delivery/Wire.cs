using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace ClientBot.Delivery;

/// <summary>Activities as JSON in the outbox: what the Bot Framework would send, nulls left out.</summary>
internal static class Wire
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = 128,
        Converters = { new CardWriter() },
    };

    public static string Write(Activity activity) => JsonConvert.SerializeObject(activity, Formatting.None, Settings);

    public static Activity Read(string json) => JsonConvert.DeserializeObject<Activity>(json, Settings)!;
}
