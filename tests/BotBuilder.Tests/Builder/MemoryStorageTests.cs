using Microsoft.Bot.Builder;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class MemoryStorageTests
{
    private static readonly string[] Key = ["key"];

    private readonly MemoryStorage _storage = new();

    [Fact]
    public async Task What_was_written_comes_back_in_its_own_type_and_as_a_copy()
    {
        var item = new Note { Text = "one" };
        await Write(item);
        item.Text = "changed later";

        Assert.Equal("one", (await Read())!.Text);
    }

    [Fact]
    public async Task A_write_over_somebody_elses_is_refused()
    {
        await Write(new Note { Text = "first" });
        var mine = await Read();
        await Write((await Read())!);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Write(mine!));
        Assert.StartsWith("Etag conflict", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_star_overwrites_whatever_is_there()
    {
        await Write(new Note { Text = "first" });

        await Write(new Note { Text = "second", ETag = "*" });

        Assert.Equal("second", (await Read())!.Text);
    }

    [Fact]
    public async Task What_was_deleted_or_never_written_is_simply_not_there()
    {
        await Write(new Note());
        await _storage.DeleteAsync(["key", "never"], default);

        Assert.Empty(await _storage.ReadAsync(["key", "never"], default));
    }

    private Task Write(Note note) => _storage.WriteAsync(new Dictionary<string, object> { ["key"] = note }, default);

    private async Task<Note?> Read() => (await _storage.ReadAsync(Key, default)).TryGetValue("key", out var item) ? (Note)item : null;

    private sealed class Note : IStoreItem
    {
        public string? Text { get; set; }

        public string? ETag { get; set; }
    }
}
