using System.Security.Cryptography;
using System.Text;
using ClientBot.Playbook.Reading.Encoder;
using ClientBot.Playbook.Reading.Lexicon;
using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Training;

/// <summary>
/// What the encoder makes of each message. It takes the longest of all training, so answers are kept in artifacts/, by what was
/// asked and by the encoder's own bytes; without the file they are worked out again and are the same.
/// </summary>
internal static class Vectors
{
    private const int Name = 32;

    public static float[][] Of(IReadOnlyList<Message> messages)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "vectors.bin");
        var encoder = SHA256.HashData(File.ReadAllBytes(Repository.Encoder));
        var texts = messages.Select(Text).ToArray();
        var names = texts.Select(text => Convert.ToHexString(SHA256.HashData([.. encoder, .. Encoding.UTF8.GetBytes(text)]))).ToArray();
        var kept = Kept(path);
        var vectors = new float[messages.Count][];
        Parallel.For(0, messages.Count, i => vectors[i] = kept.TryGetValue(names[i], out var there) ? there : SentenceEncoder.Embedded.Encode(texts[i]));
        if (names.Any(name => !kept.ContainsKey(name)))
            Keep(path, names, vectors);
        return vectors;
    }

    private static string Text(Message message)
    {
        var scratch = Scratch.Spare.Take();
        TextCleaner.Run(message.Text, scratch);
        Tokenizer.Run(scratch, CueLexicon.Embedded.Masked);
        var text = EncoderText.Of(scratch);
        Scratch.Spare.Give(scratch);
        return text;
    }

    private static Dictionary<string, float[]> Kept(string path)
    {
        var kept = new Dictionary<string, float[]>();
        if (!File.Exists(path))
            return kept;
        using var file = new BinaryReader(File.OpenRead(path));
        while (file.ReadBytes(Name) is { Length: Name } name)
        {
            var bytes = file.ReadBytes(SentenceEncoder.Width * 4);
            if (bytes.Length == SentenceEncoder.Width * 4)
                kept[Convert.ToHexString(name)] = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }

        return kept;
    }

    private static void Keep(string path, string[] names, float[][] vectors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Under another name first: tests may train at the same time.
        var unfinished = path + "." + Environment.ProcessId;
        using (var file = File.Create(unfinished))
        {
            for (var i = 0; i < names.Length; i++)
            {
                file.Write(Convert.FromHexString(names[i]));
                file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vectors[i].AsSpan()));
            }
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
