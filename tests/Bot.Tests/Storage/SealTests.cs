using System.Security.Cryptography;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Storage;

namespace ClientBot.Bot.Tests.Storage;

public sealed class SealTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private readonly Seal _seal = new("01J00000000000000000000000", Key);

    [Theory]
    [InlineData("")]
    [InlineData("I want my money back \ud83d\ude21")]
    public void What_was_closed_opens_again(string text) => Assert.Equal(text, _seal.Open(_seal.Close(text)));

    [Fact]
    public void The_same_text_never_looks_the_same_twice() => Assert.NotEqual(_seal.Close("again"), _seal.Close("again"));

    [Fact]
    public void A_text_moved_to_another_key_id_does_not_open() =>
        Assert.ThrowsAny<CryptographicException>(() => new Seal("01J00000000000000000000001", Key).Open(_seal.Close("words")));

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var closed = _seal.Close("words");
        for (var i = 0; i < closed.Length; i++)
        {
            var changed = (byte[])closed.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _seal.Open(changed));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public void What_was_cut_short_is_refused(int length) => Assert.ThrowsAny<CryptographicException>(() => _seal.Open(_seal.Close("words").AsSpan(0, length)));
}

public sealed class IdsTests
{
    private readonly FixedClock _clock = new();

    [Fact]
    public void Ids_sort_in_the_order_they_were_made_even_when_the_clock_is_set_back()
    {
        var ids = new Ids(_clock);
        var made = new List<string>();
        for (var i = 0; i < 3000; i++)
        {
            if (i % 1000 == 500) _clock.Move(TimeSpan.FromMilliseconds(i == 1500 ? -5000 : 3));
            made.Add(ids.New());
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void Ids_made_at_once_by_many_threads_are_all_different()
    {
        var ids = new Ids(_clock);
        var made = Enumerable.Range(0, 5000).AsParallel().Select(_ => ids.New()).ToList();

        Assert.Equal(5000, made.Distinct().Count());
        Assert.All(made, id => Assert.True(Ids.IsId(id)));
    }

    [Fact]
    public void An_id_carries_its_instant_as_the_ULID_specification_says()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var milliseconds = new Ids(_clock).New()[..10].Aggregate(0L, (value, c) => value * 32 + alphabet.IndexOf(c, StringComparison.Ordinal));

        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), milliseconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01J0000000000000000000000")]
    [InlineData("01J0000000000000000000000I")]
    [InlineData("01j00000000000000000000000")]
    public void What_is_no_id_is_told_apart(string? text) => Assert.False(Ids.IsId(text));
}
