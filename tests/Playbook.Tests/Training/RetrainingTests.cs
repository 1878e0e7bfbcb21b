using ClientBot.Playbook.Reading.Model;
using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Training;

public sealed class RetrainingTests
{
    [Fact]
    public void Training_again_gives_the_bytes_of_the_model_in_the_repository()
    {
        var trained = ModelTraining.Run(Message.ReadFolder(Repository.Corpus));
        var kept = File.ReadAllBytes(Repository.Model);
        Assert.True(trained.AsSpan().SequenceEqual(kept), "The corpus, the word lists or the features changed: dotnet run --project src/Playbook.Training -c Release, and commit reader.bin");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-30.5)]
    [InlineData(12.25)]
    [InlineData(0.0001)]
    public void Exp_is_the_exponential(double x) => Assert.Equal(1, Arithmetic.Exp(x) / Math.Exp(x), 12);

    [Theory]
    [InlineData(1)]
    [InlineData(0.001)]
    [InlineData(2.5)]
    [InlineData(8000)]
    [InlineData(1.4142135)]
    public void Log_is_the_logarithm(double x) => Assert.Equal(Math.Log(x), Arithmetic.Log(x), 12);
}
