using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Serialization;

namespace ClientBot.Storage;

/// <summary>
/// The only types that may come out of stored dialog state. Names carry no assembly, so that state written with one
/// build of the Bot Framework SDK is read by another.
/// </summary>
internal sealed class BotStateTypes : ISerializationBinder
{
    private static readonly Dictionary<string, Type> ByName = new[]
    {
        typeof(DialogState), typeof(DialogInstance), typeof(List<DialogInstance>), typeof(PromptOptions), typeof(Choice), typeof(List<Choice>),
        typeof(Choice[]), typeof(Activity), typeof(CardAction), typeof(List<CardAction>), typeof(SuggestedActions), typeof(FoundChoice),
        typeof(ChannelAccount), typeof(List<ChannelAccount>),
        typeof(ConversationAccount), typeof(Entity), typeof(List<Entity>), typeof(Mention), typeof(ListStyle), typeof(DialogReason), typeof(Attachment), typeof(List<Attachment>), typeof(List<string>), typeof(string[]),
        typeof(Dictionary<string, object>), typeof(Dictionary<string, string>), typeof(Newtonsoft.Json.Linq.JObject),
    }.ToDictionary(NameOf);

    public Type BindToType(string? assemblyName, string typeName) =>
        ByName.GetValueOrDefault(typeName) ?? throw new Newtonsoft.Json.JsonSerializationException($"Dialog state names a type that may not be read: {typeName}");

    public void BindToName(Type serializedType, out string? assemblyName, out string? typeName)
    {
        assemblyName = null;
        typeName = NameOf(serializedType);
        if (!ByName.ContainsKey(typeName))
            throw new Newtonsoft.Json.JsonSerializationException($"Dialog state holds a {serializedType.FullName}; list it in BotStateTypes or keep it out of the state");
    }

    // No commas: Newtonsoft takes what follows one for the assembly.
    private static string NameOf(Type type) => type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : type.IsGenericType ? type.Name[..type.Name.IndexOf('`')] + "(" + string.Join(";", type.GetGenericArguments().Select(NameOf)) + ")"
        : type.Namespace + "." + type.Name;
}
