using System.Collections.Concurrent;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Delivery;
using ClientBot.Storage;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Storage;

/// <summary>What storage promises, on both databases.</summary>
public abstract class StorageContract : DatabaseContract
{
    public virtual async Task An_open_choice_inside_a_component_goes_on_in_the_next_turn()
    {
        Assert.Equal(DialogTurnStatus.Waiting, (await DialogTurnAsync("begin")).Status);
        Assert.Equal(DialogTurnStatus.Waiting, (await DialogTurnAsync("neither of them")).Status);
        var end = await DialogTurnAsync("theirs");

        Assert.Equal(DialogTurnStatus.Complete, end.Status);
        Assert.Equal("Theirs", end.Result);
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<BotStateRow>().CountAsync()));
    }

    public virtual async Task Stored_state_names_its_types_and_no_assembly()
    {
        await DialogTurnAsync("begin");
        var row = await Bot.QueryAsync(db => db.Set<BotStateRow>().SingleAsync());
        var json = Unprotect("ClientBot.BotState.v1", row.State);

        Assert.Contains("\"$type\":\"Microsoft.Bot.Builder.Dialogs.DialogState\"", json);
        Assert.DoesNotContain(", Microsoft", json);
        Assert.DoesNotContain(", BotBuilder", json);
    }

    public virtual Task State_of_a_type_that_is_not_listed_is_refused_both_ways() => Bot.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<BotStateStore>();
        var state = new Dictionary<string, object> { ["x"] = new Stranger() };
        await Assert.ThrowsAnyAsync<Newtonsoft.Json.JsonException>(() => store.WriteAsync(new Dictionary<string, object> { ["k"] = state }));

        var foreign = Protect("ClientBot.BotState.v1", """{"$type":"Dictionary(System.String;System.Object)","x":{"$type":"System.IO.FileInfo","FileName":"/etc/passwd"}}""");
        var db = services.GetRequiredService<ClientBotDb>();
        db.Add(new BotStateRow { Id = "k", State = foreign, Version = 1 });
        await db.SaveChangesAsync();
        await Assert.ThrowsAnyAsync<Newtonsoft.Json.JsonException>(() => store.ReadAsync(["k"]));
    });

    public virtual Task State_that_was_changed_meanwhile_is_not_overwritten() => Bot.InScopeAsync(async services =>
    {
        var store = services.GetRequiredService<BotStateStore>();
        await store.WriteAsync(New("one"));
        var mine = await store.ReadAsync(["k"]);
        var theirs = await store.ReadAsync(["k"]);
        await store.WriteAsync(theirs);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(mine));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(New("as if new")));
        await store.WriteAsync(await store.ReadAsync(["k"]));

        static Dictionary<string, object> New(string value) => new() { ["k"] = new Dictionary<string, object> { ["x"] = value } };
    });

    public virtual async Task A_destroyed_key_is_gone_for_every_scope_at_once()
    {
        var id = "";
        await Bot.InScopeAsync(async services =>
        {
            id = services.GetRequiredService<Vault>().New().Id;
            await services.GetRequiredService<ClientBotDb>().SaveChangesAsync();
        });

        await Bot.InScopeAsync(async warm =>
        {
            Assert.NotNull(await warm.GetRequiredService<Vault>().FindAsync(id, default));
            await Bot.InScopeAsync(other => other.GetRequiredService<Vault>().DestroyAsync(id, default));
            Assert.Null(await warm.GetRequiredService<Vault>().FindAsync(id, default));
        });
    }

    public virtual Task A_key_made_and_destroyed_in_one_scope_is_gone() => Bot.InScopeAsync(async services =>
    {
        var vault = services.GetRequiredService<Vault>();
        var seal = vault.New();
        Assert.Same(seal, await vault.FindAsync(seal.Id, default));
        await services.GetRequiredService<ClientBotDb>().SaveChangesAsync();
        await vault.DestroyAsync(seal.Id, default);

        Assert.Null(await vault.FindAsync(seal.Id, default));
    });

    public virtual async Task A_destruction_that_was_rolled_back_left_the_key()
    {
        var id = "";
        await Bot.InScopeAsync(async services =>
        {
            id = services.GetRequiredService<Vault>().New().Id;
            await services.GetRequiredService<ClientBotDb>().SaveChangesAsync();
        });
        await Bot.InScopeAsync(async services =>
        {
            await using var held = await services.GetRequiredService<IExclusive>().BeginAsync(services.GetRequiredService<ClientBotDb>(), "x", default);
            await services.GetRequiredService<Vault>().DestroyAsync(id, default);
        });

        await Bot.InScopeAsync(async services => Assert.NotNull(await services.GetRequiredService<Vault>().FindAsync(id, default)));
    }

    public virtual async Task An_activity_is_taken_once_and_again_only_after_a_rollback()
    {
        Assert.True(await TakeAsync("a", commit: false));
        Assert.True(await TakeAsync("a", commit: true));
        Assert.False(await TakeAsync("a", commit: true));
        Assert.True(await TakeAsync("b", commit: true));
    }

    public virtual async Task Two_of_one_name_never_overlap()
    {
        var inside = 0;
        var most = 0;
        var order = new ConcurrentQueue<int>();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Bot.InScopeAsync(async services =>
        {
            await using var held = await services.GetRequiredService<IExclusive>().BeginAsync(services.GetRequiredService<ClientBotDb>(), "same", default);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            order.Enqueue(i);
            Interlocked.Decrement(ref inside);
            if (i % 2 == 0) await held.CommitAsync(default);
        }))));

        Assert.Equal(1, most);
        Assert.Equal(12, order.Count);
    }

    public virtual async Task What_was_not_committed_did_not_happen_and_the_name_is_free_again()
    {
        await Bot.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ClientBotDb>();
            await using var held = await services.GetRequiredService<IExclusive>().BeginAsync(db, "same", default);
            services.GetRequiredService<Vault>().New();
            await db.SaveChangesAsync();
            await held.DisposeAsync();
        });
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<DataKey>().CountAsync()));

        await Bot.InScopeAsync(async services =>
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await using var held = await services.GetRequiredService<IExclusive>().BeginAsync(services.GetRequiredService<ClientBotDb>(), "same", soon.Token);
        });
    }

    public virtual Task Instants_are_whole_milliseconds_of_UTC() => Bot.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<ClientBotDb>();
        var before1970 = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 1, TimeSpan.FromHours(2)).ToUnixTimeMilliseconds();
        db.AddRange(new InboxEntry { Channel = "c", Key = "now", ReceivedAt = Bot.Clock.Milliseconds() }, new InboxEntry { Channel = "c", Key = "then", ReceivedAt = before1970 });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        var kept = await db.Set<InboxEntry>().OrderBy(e => e.ReceivedAt).Select(e => e.ReceivedAt).ToListAsync();
        Assert.Equal([before1970, Bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()], kept);
        Assert.Equal(Bot.Clock.GetUtcNow(), kept[1].ToInstant());
    });

    private async Task<bool> TakeAsync(string id, bool commit)
    {
        var taken = false;
        await Bot.InScopeAsync(async services =>
        {
            await using var held = await services.GetRequiredService<IExclusive>().BeginAsync(services.GetRequiredService<ClientBotDb>(), "inbox", default);
            taken = await services.GetRequiredService<Inbox>().TakeAsync(Bot.Message("alex", "dm-alex", "personal", a => a.Id = id), null, default);
            if (commit) await held.CommitAsync(default);
        });
        return taken;
    }

    private async Task<DialogTurnResult> DialogTurnAsync(string text)
    {
        DialogTurnResult result = null!;
        await Bot.InScopeAsync(async services =>
        {
            var state = new ConversationState(services.GetRequiredService<BotStateStore>());
            var adapter = new Microsoft.Bot.Builder.Adapters.TestAdapter();
            using var turn = new TurnContext(adapter, Bot.Message("alex", "dm-alex", "personal", a => a.Text = text));
            var dialogs = new DialogSet(state.CreateProperty<DialogState>("DialogState"));
            dialogs.Add(new WhoseMistake());
            var context = await dialogs.CreateContextAsync(turn);
            result = await context.ContinueDialogAsync();
            if (result.Status == DialogTurnStatus.Empty) result = await context.BeginDialogAsync(nameof(WhoseMistake));
            await state.SaveChangesAsync(turn);
        });
        return result;
    }

    private string Unprotect(string purpose, byte[] bytes) => System.Text.Encoding.UTF8.GetString(Protector(purpose).Unprotect(bytes));

    private byte[] Protect(string purpose, string text) => Protector(purpose).Protect(System.Text.Encoding.UTF8.GetBytes(text));

    private Microsoft.AspNetCore.DataProtection.IDataProtector Protector(string purpose) =>
        Bot.Services.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>().CreateProtector(purpose);

    private sealed class Stranger
    {
        public string Name { get; set; } = "";
    }

    private sealed class WhoseMistake : ComponentDialog
    {
        public WhoseMistake()
            : base(nameof(WhoseMistake))
        {
            AddDialog(new ChoicePrompt(nameof(ChoicePrompt), defaultLocale: "en-us"));
            AddDialog(new WaterfallDialog(nameof(WaterfallDialog),
            [
                (step, cancel) => step.PromptAsync(nameof(ChoicePrompt), new PromptOptions
                {
                    Prompt = MessageFactory.Text("Whose mistake is it?"), RetryPrompt = MessageFactory.Text("Ours or theirs?"),
                    Choices = [new Choice("Ours") { Synonyms = ["mine"] }, new Choice("Theirs") { Action = new CardAction(ActionTypes.ImBack, "Theirs", value: "Theirs") }],
                    Style = ListStyle.SuggestedAction,
                }, cancel),
                (step, cancel) => step.EndDialogAsync(((FoundChoice)step.Result).Value, cancel),
            ]));
            InitialDialogId = nameof(WaterfallDialog);
        }
    }
}

public sealed class SqliteStorageTests : StorageContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public override Task An_open_choice_inside_a_component_goes_on_in_the_next_turn() => base.An_open_choice_inside_a_component_goes_on_in_the_next_turn();

    [Fact]
    public override Task Stored_state_names_its_types_and_no_assembly() => base.Stored_state_names_its_types_and_no_assembly();

    [Fact]
    public override Task State_of_a_type_that_is_not_listed_is_refused_both_ways() => base.State_of_a_type_that_is_not_listed_is_refused_both_ways();

    [Fact]
    public override Task State_that_was_changed_meanwhile_is_not_overwritten() => base.State_that_was_changed_meanwhile_is_not_overwritten();

    [Fact]
    public override Task A_destroyed_key_is_gone_for_every_scope_at_once() => base.A_destroyed_key_is_gone_for_every_scope_at_once();

    [Fact]
    public override Task A_key_made_and_destroyed_in_one_scope_is_gone() => base.A_key_made_and_destroyed_in_one_scope_is_gone();

    [Fact]
    public override Task A_destruction_that_was_rolled_back_left_the_key() => base.A_destruction_that_was_rolled_back_left_the_key();

    [Fact]
    public override Task An_activity_is_taken_once_and_again_only_after_a_rollback() => base.An_activity_is_taken_once_and_again_only_after_a_rollback();

    [Fact]
    public override Task Two_of_one_name_never_overlap() => base.Two_of_one_name_never_overlap();

    [Fact]
    public override Task What_was_not_committed_did_not_happen_and_the_name_is_free_again() => base.What_was_not_committed_did_not_happen_and_the_name_is_free_again();

    [Fact]
    public override Task Instants_are_whole_milliseconds_of_UTC() => base.Instants_are_whole_milliseconds_of_UTC();
}

public sealed class PostgresStorageTests : StorageContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.PostgresAsync();

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task An_open_choice_inside_a_component_goes_on_in_the_next_turn() => base.An_open_choice_inside_a_component_goes_on_in_the_next_turn();

    [PostgresFact]
    public override Task Stored_state_names_its_types_and_no_assembly() => base.Stored_state_names_its_types_and_no_assembly();

    [PostgresFact]
    public override Task State_of_a_type_that_is_not_listed_is_refused_both_ways() => base.State_of_a_type_that_is_not_listed_is_refused_both_ways();

    [PostgresFact]
    public override Task State_that_was_changed_meanwhile_is_not_overwritten() => base.State_that_was_changed_meanwhile_is_not_overwritten();

    [PostgresFact]
    public override Task A_destroyed_key_is_gone_for_every_scope_at_once() => base.A_destroyed_key_is_gone_for_every_scope_at_once();

    [PostgresFact]
    public override Task A_key_made_and_destroyed_in_one_scope_is_gone() => base.A_key_made_and_destroyed_in_one_scope_is_gone();

    [PostgresFact]
    public override Task A_destruction_that_was_rolled_back_left_the_key() => base.A_destruction_that_was_rolled_back_left_the_key();

    [PostgresFact]
    public override Task An_activity_is_taken_once_and_again_only_after_a_rollback() => base.An_activity_is_taken_once_and_again_only_after_a_rollback();

    [PostgresFact]
    public override Task Two_of_one_name_never_overlap() => base.Two_of_one_name_never_overlap();

    [PostgresFact]
    public override Task What_was_not_committed_did_not_happen_and_the_name_is_free_again() => base.What_was_not_committed_did_not_happen_and_the_name_is_free_again();

    [PostgresFact]
    public override Task Instants_are_whole_milliseconds_of_UTC() => base.Instants_are_whole_milliseconds_of_UTC();
}
