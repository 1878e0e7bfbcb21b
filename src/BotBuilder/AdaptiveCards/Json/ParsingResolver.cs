using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace AdaptiveCards.Json;

/// <summary>Carries the warnings of one parse to the converters, which Newtonsoft makes itself.</summary>
internal sealed class ParsingResolver(List<AdaptiveWarning> warnings) : DefaultContractResolver
{
    // A resolver's own cache dies with it; contracts hold nothing of a parse, so they can come from one that stays.
    private static readonly DefaultContractResolver Contracts = new();

    public override JsonContract ResolveContract(Type type) => Contracts.ResolveContract(type);

    /// <summary>Does nothing where a card is read by plain JsonConvert, which has nowhere to put warnings.</summary>
    internal static void Warn(JsonSerializer serializer, int code, string message)
    {
        if (serializer.ContractResolver is ParsingResolver parsing)
            parsing.Add(new AdaptiveWarning(code, message));
    }

    /// <summary>Newtonsoft also keeps known properties there whose value is their default, and would write them out again.</summary>
    internal static List<string> Unknown(JsonSerializer serializer, Type type, Dictionary<string, object> additional)
    {
        var known = ((JsonObjectContract)serializer.ContractResolver.ResolveContract(type)).Properties;
        foreach (var name in additional.Keys.Where(name => known.GetClosestMatchProperty(name) is { Ignored: false }).ToList())
            additional.Remove(name);
        return [.. additional.Keys];
    }

    private void Add(AdaptiveWarning warning) => warnings.Add(warning);
}
