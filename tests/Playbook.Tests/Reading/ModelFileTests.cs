using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Reading;

public sealed class ModelFileTests
{
    private static readonly byte[] Good = File.ReadAllBytes(Repository.Model);

    [Fact]
    public void The_model_in_the_repository_is_the_one_built_in() =>
        Assert.Equal(
            ClientReader.Default.Read("You promised this for free").Probability,
            ClientReader.LoadFile(Repository.Model).Read("You promised this for free").Probability);

    [Fact]
    public void The_model_file_stays_small() => Assert.InRange(Good.Length, 100_000, 4_000_000);

    [Fact]
    public void A_missing_file_is_named_with_the_cure()
    {
        var fault = Assert.Throws<ModelException>(() => ClientReader.LoadFile("nowhere/reader.bin"));
        Assert.Contains("nowhere/reader.bin", fault.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Playbook.Training", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(1000)]
    public void A_truncated_file_is_refused(int length) =>
        Assert.Contains("here.bin", Refused(Good[..length]), StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_by_one_byte_says_that_it_is_cut_short() =>
        Assert.Contains("cut short", Refused(Good[..^1]), StringComparison.Ordinal);

    [Fact]
    public void An_altered_file_is_refused()
    {
        var altered = (byte[])Good.Clone();
        altered[altered.Length / 2] ^= 1;
        Assert.Contains("altered", Refused(altered), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_version_says_both_versions()
    {
        var newer = (byte[])Good.Clone();
        newer[4] = 99;
        Assert.Contains("version 99", Refused(newer), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_something_else_is_refused() =>
        Assert.Contains("not a reading model", Refused("PK something else altogether, long enough"u8.ToArray()), StringComparison.Ordinal);

    private static string Refused(byte[] bytes) =>
        Assert.Throws<ModelException>(() => ClientReader.Load(new MemoryStream(bytes), "here.bin")).Message;
}
