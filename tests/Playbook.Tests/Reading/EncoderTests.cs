using System.Text.Json;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Reading.Encoder;
using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Reading;

public sealed class EncoderTests
{
    /// <summary>What the encoder's own program in Node answered, every eighth number rounded; and how it cut the text.</summary>
    public static TheoryData<string, int[], float[]> Reference()
    {
        var data = new TheoryData<string, int[], float[]>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Playbook.Tests", "Reading", "Data", "encoder-reference.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            data.Add(root.GetProperty("text").GetString()!, [.. root.GetProperty("tokens").EnumerateArray().Select(t => t.GetInt32())], [.. root.GetProperty("v").EnumerateArray().Select(v => v.GetSingle())]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Reference))]
    public void It_answers_as_the_public_one_does(string text, int[] pieces, float[] expected)
    {
        var scratch = new EncoderScratch();
        var vector = SentenceEncoder.Embedded.Encode(text, scratch);
        Assert.Equal(pieces, scratch.Pieces);
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var mine = vector[i * 8];
            both += mine * expected[i];
            one += mine * mine;
            other += expected[i] * expected[i];
        }

        Assert.InRange(both / Math.Sqrt(one * other), 0.999, 1.0001);
    }

    [Fact]
    public void A_long_text_is_read_in_stretches_and_an_empty_one_is_nothing()
    {
        Assert.All(SentenceEncoder.Embedded.Encode(""), number => Assert.Equal(0, number));
        var vector = SentenceEncoder.Embedded.Encode(string.Join(' ', Enumerable.Repeat("the invoice is wrong again and nobody calls back", 60)));
        Assert.InRange(vector.Sum(number => number * (double)number), 0.5, 1.001);
    }

    [Fact]
    public void Odd_signs_are_no_error()
    {
        foreach (var text in new[] { "\uFFFD\uFFFD", "😡😡😡", "\u0000", "a\u0301", "ﬁne", new string('x', 3000) })
            Assert.Equal(SentenceEncoder.Width, SentenceEncoder.Embedded.Encode(text).Length);
    }

    [Fact]
    public void The_files_of_the_reading_stay_within_twelve_megabytes() =>
        Assert.InRange(new FileInfo(Repository.Encoder).Length + new FileInfo(Repository.Model).Length, 1_000_000, 12_000_000);

    [Fact]
    public void An_altered_encoder_is_refused()
    {
        var bytes = File.ReadAllBytes(Repository.Encoder);
        bytes[^1] ^= 1;
        Assert.Contains("altered", Assert.Throws<ModelException>(() => EncoderParts.Read(new MemoryStream(bytes), "here.bin")).Message, StringComparison.Ordinal);
    }
}
