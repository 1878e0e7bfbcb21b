using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClientBot.Playbook.Content;

internal static class YamlText
{
    /// <returns>The file's one mapping; null, with a mistake, when it is none.</returns>
    public static Fields? Read(ContentFile file, List<Mistake> mistakes)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(file.Text));
        }
        catch (YamlException fault)
        {
            var message = fault.Message.StartsWith('(') && fault.Message.IndexOf("): ", StringComparison.Ordinal) is > 0 and var end
                ? fault.Message[(end + 3)..]
                : fault.Message;
            mistakes.Add(new Mistake(file.ShownAs, Math.Max(1, (int)fault.Start.Line), Math.Max(1, (int)fault.Start.Column), "well-formed YAML: " + message));
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new Fields(root, file.ShownAs, mistakes);
        mistakes.Add(new Mistake(file.ShownAs, 1, 1, "one document that is a block of keys"));
        return null;
    }
}
