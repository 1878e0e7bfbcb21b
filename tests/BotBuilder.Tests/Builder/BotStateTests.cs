using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Newtonsoft.Json.Linq;

namespace ClientBot.BotBuilder.Tests.Builder;

public sealed class BotStateTests
{
    private readonly CountingStorage _storage = new();

    [Fact]
    public async Task What_was_set_in_one_turn_is_there_in_the_next()
    {
        var state = new ConversationState(_storage);
        var name = state.CreateProperty<string>("name");
        using (var turn = Told.Turn())
        {
            await name.SetAsync(turn, "ann");
            await state.SaveChangesAsync(turn);
        }

        using var next = Told.Turn();
        Assert.Equal("ann", await name.GetAsync(next));
    }

    [Fact]
    public async Task Nothing_is_written_where_nothing_changed_unless_forced()
    {
        var state = new ConversationState(_storage);
        using var turn = Told.Turn();
        await state.CreateProperty<Counter>("counter").GetAsync(turn, () => new Counter());
        await state.SaveChangesAsync(turn);
        Assert.Equal(1, _storage.Writes);

        await state.SaveChangesAsync(turn);
        Assert.Equal(1, _storage.Writes);

        await state.SaveChangesAsync(turn, force: true);
        Assert.Equal(2, _storage.Writes);
    }

    [Fact]
    public async Task A_change_inside_a_value_is_noticed()
    {
        var state = new ConversationState(_storage);
        var counter = state.CreateProperty<Counter>("counter");
        using var turn = Told.Turn();
        (await counter.GetAsync(turn, () => new Counter())).Count = 1;
        await state.SaveChangesAsync(turn);

        (await counter.GetAsync(turn)).Count = 2;
        await state.SaveChangesAsync(turn);

        using var next = Told.Turn();
        Assert.Equal(2, (await counter.GetAsync(next)).Count);
    }

    [Fact]
    public async Task Storage_is_read_once_a_turn()
    {
        var state = new ConversationState(_storage);
        using var turn = Told.Turn();

        await state.CreateProperty<string>("a").GetAsync(turn);
        await state.CreateProperty<string>("b").GetAsync(turn);
        Assert.Equal(1, _storage.Reads);

        await state.LoadAsync(turn, force: true);
        Assert.Equal(2, _storage.Reads);
    }

    [Fact]
    public async Task What_is_not_there_is_the_default_of_its_type()
    {
        var state = new ConversationState(_storage);
        using var turn = Told.Turn();

        Assert.Null(await state.CreateProperty<string>("text").GetAsync(turn));
        Assert.Equal(0, await state.CreateProperty<int>("number").GetAsync(turn));
        Assert.Equal(7, await state.CreateProperty<int>("number").GetAsync(turn, () => 7));
        Assert.Equal(7, await state.CreateProperty<int>("number").GetAsync(turn));
    }

    [Fact]
    public async Task A_store_without_types_gives_them_back_all_the_same()
    {
        using var turn = Told.Turn();
        turn.Activity.Conversation.Id = "c";
        _storage.Items["test/conversations/c"] = JObject.Parse("""{ "counter": { "Count": 3 }, "number": 4 }""");
        var state = new ConversationState(_storage);

        Assert.Equal(3, (await state.CreateProperty<Counter>("counter").GetAsync(turn)).Count);
        Assert.Equal(4, await state.CreateProperty<int>("number").GetAsync(turn));
    }

    [Fact]
    public async Task Each_scope_has_its_own_key()
    {
        using var turn = Told.Turn();
        turn.Activity.Conversation.Id = "c";
        foreach (var state in new BotState[] { new ConversationState(_storage), new UserState(_storage), new PrivateConversationState(_storage) })
        {
            await state.CreateProperty<string>("x").SetAsync(turn, "y");
            await state.SaveChangesAsync(turn);
        }

        Assert.Equal(
            ["test/conversations/c", "test/conversations/c/users/user1", "test/users/user1"],
            _storage.Items.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_scope_without_its_id_is_refused()
    {
        using var turn = Told.Turn();
        turn.Activity.Conversation = null;

        await Assert.ThrowsAsync<InvalidOperationException>(() => new ConversationState(_storage).LoadAsync(turn));
    }

    [Fact]
    public async Task A_cleared_state_is_empty_and_gets_saved()
    {
        var state = new ConversationState(_storage);
        var name = state.CreateProperty<string>("name");
        using var turn = Told.Turn();
        await name.SetAsync(turn, "ann");
        await state.SaveChangesAsync(turn);

        await state.ClearStateAsync(turn);
        await state.SaveChangesAsync(turn);

        using var next = Told.Turn();
        Assert.Null(await name.GetAsync(next));
    }

    [Fact]
    public async Task The_middleware_saves_after_the_turn()
    {
        var state = new ConversationState(_storage);
        var count = state.CreateProperty<Counter>("count");
        var adapter = new TestAdapter().Use(new AutoSaveStateMiddleware(state));

        await new TestFlow(adapter, async (turn, token) =>
            {
                var counter = await count.GetAsync(turn, () => new Counter(), token);
                await turn.SendActivityAsync($"{++counter.Count}", cancellationToken: token);
            })
            .Test("a", "1")
            .Test("b", "2")
            .StartTestAsync();
    }

    private sealed class Counter
    {
        public int Count { get; set; }
    }

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public Dictionary<string, object> Items { get; } = [];

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return Items.TryGetValue(keys[0], out var item) && item is JObject
                ? new Dictionary<string, object> { [keys[0]] = item }
                : await _inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            foreach (var change in changes)
            {
                Items[change.Key] = "written";
            }

            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(
            string[] keys, CancellationToken cancellationToken = default)
            => _inner.DeleteAsync(keys, cancellationToken);
    }
}
