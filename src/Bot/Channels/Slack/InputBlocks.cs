using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ClientBot.Channels.Slack;

/// <summary>A card's fields as input blocks, and what was filled in as the strings that the house's forms read.</summary>
internal static class InputBlocks
{
    private const int LongestText = 3000, LongestLabel = 2000, LongestHint = 150, FewOptions = 10, MostOptions = 100, LongestOption = 75;

    public static JObject? Of(JObject input)
    {
        if (input.Text("id") is not { Length: > 0 and <= 255 } id || ElementOf(input) is not { } element) return null;
        element["action_id"] = id;
        var hint = input.Text("placeholder");
        if (hint is { Length: > 0 } && input.Text("label") is not null && element.Text("type") is not ("radio_buttons" or "checkboxes")) element["placeholder"] = BlockKit.PlainText(hint, LongestHint);
        return new JObject
        {
            ["type"] = "input", ["block_id"] = id, ["label"] = BlockKit.PlainText(input.Text("label") ?? hint ?? input.Text("title") ?? id, LongestLabel),
            ["optional"] = !input.IsTrue("isRequired"), ["element"] = element,
        };
    }

    /// <summary>What stands in the fields of a message or a view (state.values), by the field's id.</summary>
    public static Dictionary<string, string> Read(JToken? values)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in (values as JObject)?.Properties() ?? [])
            foreach (var field in (block.Value as JObject)?.Properties() ?? [])
                if (field.Value is JObject state) read[field.Name] = ValueOf(state);
        return read;
    }

    private static string ValueOf(JObject state) => state.Text("type") switch
    {
        "static_select" or "radio_buttons" or "external_select" => state.Text("selected_option.value") ?? "",
        "multi_static_select" => string.Join(',', state["selected_options"]?.Select(o => o.Text("value")).OfType<string>() ?? []),
        "checkboxes" => string.Join(',', state["selected_options"]?.Select(o => o.Text("value")).OfType<string>() ?? []),
        "datepicker" => state.Text("selected_date") ?? "",
        "timepicker" => state.Text("selected_time") ?? "",
        _ => state.Text("value") ?? "",
    };

    private static JObject? ElementOf(JObject input) => input.Text("type") switch
    {
        "Input.Text" => Text(input),
        "Input.Number" => With(new JObject { ["type"] = "number_input", ["is_decimal_allowed"] = true }, "initial_value", Plain(input["value"])),
        "Input.Date" => With(new JObject { ["type"] = "datepicker" }, "initial_date", Plain(input["value"])),
        "Input.Time" => With(new JObject { ["type"] = "timepicker" }, "initial_time", Plain(input["value"])),
        "Input.Toggle" => Toggle(input),
        "Input.ChoiceSet" => Choice(input),
        _ => null,
    };

    private static JObject Text(JObject input)
    {
        var longest = input["maxLength"] is JValue { Type: JTokenType.Integer } most ? Math.Clamp((int)most, 1, LongestText) : LongestText;
        var element = new JObject { ["type"] = "plain_text_input", ["multiline"] = input.IsTrue("isMultiline"), ["max_length"] = longest };
        return With(element, "initial_value", Plain(input["value"]) is { Length: > 0 } value ? SlackText.Cut(value, longest) : "");
    }

    private static JObject Toggle(JObject input)
    {
        var on = Option(input.Text("title") ?? "Yes", input.Text("valueOn") ?? "true");
        var element = new JObject { ["type"] = "checkboxes", ["options"] = new JArray(on) };
        if (Plain(input["value"]) == on.Text("value")) element["initial_options"] = new JArray(on.DeepClone());
        return element;
    }

    private static JObject? Choice(JObject input)
    {
        var options = (input["choices"] ?? new JArray()).Select(c => Option(c.Text("title") ?? "", Plain(c["value"]))).Where(o => o.Text("value") is { Length: > 0 and <= LongestOption })
            .DistinctBy(o => o.Text("value")).Take(MostOptions).ToList();
        if (options.Count == 0) return null;
        var (many, open) = (input.IsTrue("isMultiSelect"), input.Text("style") == "expanded" && options.Count <= FewOptions);
        var element = new JObject { ["type"] = (many, open) switch { (true, true) => "checkboxes", (true, _) => "multi_static_select", (_, true) => "radio_buttons", _ => "static_select" }, ["options"] = new JArray(options) };
        var chosen = Plain(input["value"]).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var initial = options.Where(o => chosen.Contains(o.Text("value"))).Select(o => o.DeepClone()).ToList();
        if (initial.Count > 0 && many) element["initial_options"] = new JArray(initial);
        else if (initial.Count > 0) element["initial_option"] = initial[0];
        return element;
    }

    private static JObject Option(string title, string value) => new() { ["text"] = BlockKit.PlainText(title.Length > 0 ? title : value, LongestOption), ["value"] = value };

    private static JObject With(JObject element, string name, string value)
    {
        if (value.Length > 0) element[name] = value;
        return element;
    }

    private static string Plain(JToken? value) => value is JValue { Value: not null } plain ? Convert.ToString(plain.Value, CultureInfo.InvariantCulture) ?? "" : "";
}
