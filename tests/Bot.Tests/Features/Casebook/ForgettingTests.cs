using System.Security.Cryptography;
using System.Text;
using ClientBot.Bot.Tests.Stage;
using ClientBot.Bot.Tests.Storage;
using ClientBot.Conversation;
using ClientBot.Delivery;
using ClientBot.Features.Casebook;
using ClientBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Features.Casebook;

/// <summary>
/// After <c>forget: everything</c> nobody reads a word of it: not from the rows, not from the files' free pages and logs, not
/// with the key ring in hand and copies of everything that was sealed before.
/// </summary>
public abstract class ForgettingContract : IAsyncLifetime
{
    private static readonly string[] Marks = ["zirkonkatze", "quendelbart", "mirabellen", "ottoflamme", "perlhuhn", "blaukraut", "grobschmied"];
    private const string Kept = "haselnussmann";
    private TestDatabase _database = null!;
    private PlayedBot _bot = null!;

    protected TestDatabase Database => _database;

    protected PlayedBot Bot => _bot;

    protected abstract Task<TestDatabase> NewDatabaseAsync();

    /// <summary>The bytes of every file in which the database may hold a key.</summary>
    protected abstract Task<List<byte[]>> FilesAsync();

    public virtual async Task InitializeAsync()
    {
        _database = await NewDatabaseAsync();
        _bot = await PlayedBot.StartAsync(_database, services => services.AddScoped<ICommand, BreakingCommand>());
    }

    public virtual async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _database.DisposeAsync();
    }

    public virtual async Task Nothing_of_a_forgotten_case_can_be_read_by_anybody()
    {
        await LiveAsync();
        var before = await BlobsAsync();
        var ids = await _bot.QueryAsync(db => db.Set<DataKey>().Select(k => k.Id).ToListAsync());
        var readable = Opened(before, ids, Carved(await FilesAsync()));
        Assert.All([.. Marks, Kept], mark => Assert.Contains(readable, text => text.Contains(mark, StringComparison.OrdinalIgnoreCase)));

        _bot.Channel.Fault = null;
        await _bot.SaysAsync("forget: everything");
        await ScrubAsync();

        var files = await FilesAsync();
        var blobs = before.Concat(await BlobsAsync()).ToList();
        var after = Opened(blobs, ids, Carved(files)).Concat(Unprotected(blobs)).Concat(await TextsAsync()).Concat(_bot.Logs.Lines).Concat(files.Select(Encoding.Latin1.GetString)).ToList();
        Assert.All(Marks, mark => Assert.DoesNotContain(after, text => text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(after, text => text.Contains(Kept, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await _bot.QueryAsync(db => db.Set<DestroyedKey>().CountAsync()));
    }

    public virtual async Task Every_message_that_quoted_a_forgotten_case_is_deleted_at_the_platform()
    {
        await LiveAsync();
        _bot.Channel.Fault = null;
        var quoting = _bot.Channel.Calls.Where(c => c.What == "send" && Marks.Any(m => Wire.Write(c.Activity!).Contains(m, StringComparison.OrdinalIgnoreCase)))
            .Select(c => (c.Conversation, c.ActivityId)).ToHashSet();
        var answers = await _bot.SaysAsync("forget: everything");
        var deleted = answers.Where(c => c.What == "delete").Select(c => (c.Conversation, c.ActivityId)).ToHashSet();

        Assert.True(quoting.Count >= 4);
        Assert.Superset(quoting, deleted);
        Assert.DoesNotContain(answers, c => c.Card is not null);
        Assert.Contains(answers, c => c.Text.StartsWith("Forgotten: 2 cases", StringComparison.Ordinal));
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<ShownCard>().CountAsync()));
        _bot.Clock.Move(TimeSpan.FromDays(3));
        await _bot.InScopeAsync(s => s.GetRequiredService<DoneSweep>().SweepAsync(default));
        Assert.Equal(0, await _bot.QueryAsync(db => db.Set<OutboxEntry>().CountAsync()));
    }

    public virtual async Task The_key_goes_when_the_time_is_up_unless_the_case_is_held()
    {
        await _bot.SaysAsync("for Zirkonkatze: this is wrong again, I am furious", "alex");
        await _bot.SaysAsync("for Perlhuhn: this is wrong again, I am furious", "kim");
        await _bot.QueryAsync(db => db.Set<Case>().OrderByDescending(c => c.Id).Take(1).ExecuteUpdateAsync(c => c.SetProperty(x => x.HeldBy, "law")));
        await RetainAsync(TimeSpan.FromDays(29));
        Assert.Equal(2, await _bot.QueryAsync(db => db.Set<DataKey>().CountAsync()));

        await RetainAsync(TimeSpan.FromDays(2));
        Assert.Equal("law", Assert.Single(await _bot.QueryAsync(db => db.Set<Case>().ToListAsync())).HeldBy);
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<DataKey>().CountAsync()));
        Assert.Equal("dm-alex", Assert.Single(_bot.Channel.Calls, c => c.What == "delete").Conversation);
    }

    public virtual async Task A_message_under_way_while_its_case_is_forgotten_is_taken_back_when_it_arrives()
    {
        var forgotten = false;
        _bot.Channel.Fault = call =>
        {
            if (call.Card is null || forgotten) return null;
            forgotten = true;
            _bot.TurnAsync(_bot.Message("alex", "dm-alex", "personal", a => a.Text = "forget")).GetAwaiter().GetResult();
            return null;
        };
        var calls = await _bot.SaysAsync("this is the third time, I am furious");

        Assert.True(forgotten);
        var late = Assert.Single(calls, c => c.Card is not null);
        Assert.Equal(late.ActivityId, Assert.Single(calls, c => c.What == "delete").ActivityId);
    }

    public virtual async Task A_card_that_still_waits_is_never_sent_once_its_case_is_forgotten()
    {
        _bot.Channel.Fault = c => c.Card is null ? null : new Outcome.RetryAfter(TimeSpan.FromSeconds(30));
        await _bot.SaysAsync("this is the third time, I am furious");
        await _bot.SaysAsync("forget");
        _bot.Channel.Fault = null;
        _bot.Clock.Move(TimeSpan.FromMinutes(5));
        await _bot.InScopeAsync(s => s.GetRequiredService<OutboxSweep>().SweepAsync(default));
        await _bot.SettledAsync();

        Assert.DoesNotContain(_bot.Channel.Calls, c => c.Card is not null || c.What == "delete");
        Assert.StartsWith("Forgotten", Assert.Single(_bot.Channel.Calls).Text, StringComparison.Ordinal);
    }

    public virtual async Task What_the_platform_does_not_delete_is_told_once_with_its_number()
    {
        await _bot.SaysAsync("this is the third time, I am furious");
        await _bot.SaysAsync("and now I want my money back");
        _bot.Channel.Fault = c => c.What == "delete" ? new Outcome.Refused("MessageSizeTooBig") : null;
        var answers = await _bot.SaysAsync("forget");

        Assert.Equal(2, answers.Count);
        Assert.StartsWith("2 of my messages here that quoted the client are still there", answers[1].Text, StringComparison.Ordinal);
    }

    public virtual async Task A_message_that_got_no_id_is_told_as_remaining()
    {
        _bot.Channel.Fault = c => c.Card is null ? null : new Outcome.Delivered(null);
        await _bot.SaysAsync("this is the third time, I am furious");
        var answer = Assert.Single(await _bot.SaysAsync("forget"));

        Assert.Contains("1 of them I can't take back", answer.Text);
    }

    public virtual async Task A_list_of_cases_goes_with_any_of_them()
    {
        await _bot.SaysAsync("for Zirkonkatze: this is the third time, I am furious");
        _bot.Clock.Move(TimeSpan.FromMinutes(1));
        await _bot.SaysAsync("for Perlhuhn: they want it all for free by tomorrow");
        var list = Assert.Single(await _bot.SaysAsync("cases"));
        Assert.Contains("Zirkonkatze", list.Card!.Text);
        var answers = await _bot.SaysAsync("forget");

        Assert.Contains(answers, c => c.What == "delete" && c.ActivityId == list.ActivityId);
        Assert.Equal(1, await _bot.QueryAsync(db => db.Set<DataKey>().CountAsync()));
    }

    public virtual async Task A_card_read_by_mistake_is_taken_back_when_the_command_was_meant()
    {
        var card = Assert.Single(await _bot.SaysAsync("forget it, you people are hopeless and I'm leaving"));
        var answers = await _bot.PressesAsync(card, "guidance.meant");

        Assert.Contains(answers, c => c.What == "delete" && c.ActivityId == card.ActivityId);
    }

    public virtual async Task A_held_case_stays_with_its_card()
    {
        var card = Assert.Single(await _bot.SaysAsync("this is the third time, I am furious"));
        await _bot.QueryAsync(db => db.Set<Case>().ExecuteUpdateAsync(c => c.SetProperty(x => x.HeldBy, "law")));
        var answer = Assert.Single(await _bot.SaysAsync("forget: everything"));

        Assert.Equal("One case is on hold and stays.", answer.Text);
        Assert.Single(await _bot.PressesAsync(card, "guidance.tone.softer"), c => c.Card is not null);
    }

    protected async Task ScrubAsync() => await _bot.InScopeAsync(async s => Assert.True(await s.GetRequiredService<Scrub>().RunAsync(default)));

    // Everything that may come to hold a client's words, some of it unfinished.
    private async Task LiveAsync()
    {
        var filler = string.Concat(Enumerable.Repeat("And this is not how one treats a client who has paid for years. ", 40));
        await _bot.SaysAsync($"for {Kept}: you are late again and I am furious about it", "kim");
        var card = Assert.Single(await _bot.SaysAsync($"for Zirkonkatze: third time this quendelbart invoice is wrong, fix it by 5pm or I call my lawyer. {filler}"));
        var data = card.Card!.Data("guidance.details");
        foreach (var (field, value) in new[] { ("client", "Zirkonkatze"), ("issue", "the Quendelbart ledger"), ("offer", "a Mirabellen discount") }) data[field] = value;
        await _bot.TurnAsync(_bot.Message("alex", "dm-alex", "personal", a => (a.Type, a.Name, a.Value) = ("invoke", "task/submit", new JObject { ["data"] = data })));
        await _bot.SettledAsync();
        await _bot.PressesAsync(card, "guidance.tone.softer");
        await _bot.PressesAsync(card, "guidance.situation.wrong");
        await _bot.PressesAsync(card, "guidance.words");
        await _bot.SaysAsync("The Ottoflamme delivery is missing too, are you kidding me?!");
        await _bot.SaysAsync("for Perlhuhn: I expect all of it for free by tomorrow morning");
        await _bot.SaysAsync("cases");
        await _bot.SaysAsync("break: grobschmied said so, furious");
        await _bot.SaysAsync("The Grobschmied parts never came and I am leaving for your competitor");
        await _bot.SaysAsync("guide");
        _bot.Channel.Fault = _ => new Outcome.RetryAfter(TimeSpan.FromHours(1));
        await _bot.SaysAsync("You promised Blaukraut and I'm done waiting for you people!");
        _bot.Channel.Fault = null;
        _bot.Clock.Move(TimeSpan.FromHours(1.5));
        _bot.Channel.Fault = c => c.Card is null ? null : new Outcome.RetryAfter(TimeSpan.FromHours(1));
    }

    private async Task RetainAsync(TimeSpan after)
    {
        _bot.Clock.Move(after);
        await _bot.InScopeAsync(s => s.GetRequiredService<RetentionSweep>().SweepAsync(default));
        await _bot.SettledAsync();
    }

    private Task<List<byte[]>> BlobsAsync() => ColumnsAsync<byte[]>();

    private Task<List<string>> TextsAsync() => ColumnsAsync<string>();

    private Task<List<T>> ColumnsAsync<T>()
        where T : class => _bot.QueryAsync(async db =>
    {
        var values = new List<T>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of the model's own tables.
            command.CommandText = $"SELECT * FROM {table.Name}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++)
                    if (reader.GetValue(i) is T value) values.Add(value);
        }

        return values;
    });

    /// <summary>Every data key that lies anywhere in these bytes: data protection's payloads begin with 09 F0 C9 F0.</summary>
    private List<byte[]> Carved(List<byte[]> files)
    {
        var protector = Protector("ClientBot.DataKeys.v1");
        var length = protector.Protect(new byte[32]).Length;
        var keys = new HashSet<string>();
        foreach (var file in files)
        {
            for (var at = 0; (at = IndexOf(file, at)) >= 0; at++)
            {
                if (at + length > file.Length) break;
                try
                {
                    keys.Add(Convert.ToHexString(protector.Unprotect(file[at..(at + length)])));
                }
                catch (CryptographicException)
                {
                    // Sealed for another purpose, or cut off.
                }
            }
        }

        return [.. keys.Select(Convert.FromHexString)];

        static int IndexOf(byte[] file, int from)
        {
            var found = file.AsSpan(from).IndexOf([(byte)0x09, (byte)0xF0, (byte)0xC9, (byte)0xF0]);
            return found < 0 ? -1 : from + found;
        }
    }

    private static List<string> Opened(List<byte[]> blobs, List<string> ids, List<byte[]> keys)
    {
        var texts = new List<string>();
        foreach (var seal in keys.SelectMany(key => ids.Select(id => new Seal(id, key))))
        {
            foreach (var blob in blobs)
            {
                try
                {
                    texts.Add(seal.Open(blob));
                }
                catch (CryptographicException)
                {
                    // Another key's.
                }
            }
        }

        return texts;
    }

    private IEnumerable<string> Unprotected(List<byte[]> blobs)
    {
        foreach (var protector in new[] { "ClientBot.Outbox.v1", "ClientBot.BotState.v1", "ClientBot.DataKeys.v1" }.Select(Protector))
        {
            foreach (var blob in blobs)
            {
                string? text = null;
                try
                {
                    text = Encoding.UTF8.GetString(protector.Unprotect(blob));
                }
                catch (CryptographicException)
                {
                    // Another purpose's.
                }

                if (text is not null) yield return text;
            }
        }
    }

    private IDataProtector Protector(string purpose) => _bot.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);

    private sealed class BreakingCommand : ICommand
    {
        public string Word => "break";

        public CommandHelp Help => new("break", "Fails.", "break");

        public Task RunAsync(CommandCall call, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken for the test");
    }
}

public sealed class SqliteForgettingTests : ForgettingContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.SqliteAsync();

    [Fact]
    public async Task The_write_ahead_log_is_empty_after_a_forgetting()
    {
        await Bot.SaysAsync("this is the third time, I am furious");
        await Bot.SaysAsync("forget");
        Assert.NotEqual(0, new FileInfo(Path.Combine(Database.Folder, "clientbot.db-wal")).Length);
        await ScrubAsync();

        // What was written since is that the scrubbing is done.
        Assert.InRange(new FileInfo(Path.Combine(Database.Folder, "clientbot.db-wal")).Length, 0, 16 * 1024);
    }

    [Fact]
    public async Task While_somebody_reads_the_old_pages_the_scrubbing_waits()
    {
        await Bot.SaysAsync("this is the third time, I am furious");
        await using (var reader = new SqliteConnection(Database.ConnectionString + ";Pooling=False"))
        {
            await reader.OpenAsync();
            await using var transaction = reader.BeginTransaction(deferred: true);
            await using var command = reader.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM data_keys";
            command.Transaction = transaction;
            await command.ExecuteScalarAsync();
            await Bot.SaysAsync("forget");
            await Bot.InScopeAsync(async s => Assert.False(await s.GetRequiredService<Scrub>().RunAsync(default)));
            Assert.Equal(1, await Bot.QueryAsync(db => db.Set<DestroyedKey>().CountAsync()));
        }

        await ScrubAsync();
        Assert.Equal(0, await Bot.QueryAsync(db => db.Set<DestroyedKey>().CountAsync()));
    }

    protected override async Task<List<byte[]>> FilesAsync()
    {
        var files = new List<byte[]>();
        foreach (var name in Directory.GetFiles(Database.Folder, "clientbot.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files.Add(bytes.ToArray());
        }

        Assert.True(files.Count >= 2);
        return files;
    }

    [Fact]
    public override Task Nothing_of_a_forgotten_case_can_be_read_by_anybody() => base.Nothing_of_a_forgotten_case_can_be_read_by_anybody();

    [Fact]
    public override Task Every_message_that_quoted_a_forgotten_case_is_deleted_at_the_platform() => base.Every_message_that_quoted_a_forgotten_case_is_deleted_at_the_platform();

    [Fact]
    public override Task The_key_goes_when_the_time_is_up_unless_the_case_is_held() => base.The_key_goes_when_the_time_is_up_unless_the_case_is_held();

    [Fact]
    public override Task A_message_under_way_while_its_case_is_forgotten_is_taken_back_when_it_arrives() => base.A_message_under_way_while_its_case_is_forgotten_is_taken_back_when_it_arrives();

    [Fact]
    public override Task A_card_that_still_waits_is_never_sent_once_its_case_is_forgotten() => base.A_card_that_still_waits_is_never_sent_once_its_case_is_forgotten();

    [Fact]
    public override Task What_the_platform_does_not_delete_is_told_once_with_its_number() => base.What_the_platform_does_not_delete_is_told_once_with_its_number();

    [Fact]
    public override Task A_message_that_got_no_id_is_told_as_remaining() => base.A_message_that_got_no_id_is_told_as_remaining();

    [Fact]
    public override Task A_list_of_cases_goes_with_any_of_them() => base.A_list_of_cases_goes_with_any_of_them();

    [Fact]
    public override Task A_card_read_by_mistake_is_taken_back_when_the_command_was_meant() => base.A_card_read_by_mistake_is_taken_back_when_the_command_was_meant();

    [Fact]
    public override Task A_held_case_stays_with_its_card() => base.A_held_case_stays_with_its_card();
}

public sealed class PostgresForgettingTests : ForgettingContract
{
    protected override Task<TestDatabase> NewDatabaseAsync() => TestDatabase.PostgresAsync();

    [PostgresFact]
    public async Task The_wiped_table_is_written_anew()
    {
        await Bot.SaysAsync("this is the third time, I am furious");
        await Bot.SaysAsync("forget");
        var before = await Bot.QueryAsync(db => db.Database.SqlQuery<string>($"SELECT pg_relation_filepath('data_keys') AS \"Value\"").SingleAsync());
        await ScrubAsync();

        Assert.NotEqual(before, await Bot.QueryAsync(db => db.Database.SqlQuery<string>($"SELECT pg_relation_filepath('data_keys') AS \"Value\"").SingleAsync()));
    }

    // The file as it lies on the server's disk, dead rows included.
    protected override Task<List<byte[]>> FilesAsync() => Bot.QueryAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"CHECKPOINT");
        return await db.Database.SqlQuery<byte[]>($"SELECT pg_read_binary_file(pg_relation_filepath('data_keys')) AS \"Value\"").ToListAsync();
    });

    public override Task InitializeAsync() => TestDatabase.HasPostgres ? base.InitializeAsync() : Task.CompletedTask;

    public override Task DisposeAsync() => TestDatabase.HasPostgres ? base.DisposeAsync() : Task.CompletedTask;

    [PostgresFact]
    public override Task Nothing_of_a_forgotten_case_can_be_read_by_anybody() => base.Nothing_of_a_forgotten_case_can_be_read_by_anybody();

    [PostgresFact]
    public override Task Every_message_that_quoted_a_forgotten_case_is_deleted_at_the_platform() => base.Every_message_that_quoted_a_forgotten_case_is_deleted_at_the_platform();

    [PostgresFact]
    public override Task The_key_goes_when_the_time_is_up_unless_the_case_is_held() => base.The_key_goes_when_the_time_is_up_unless_the_case_is_held();

    [PostgresFact]
    public override Task A_message_under_way_while_its_case_is_forgotten_is_taken_back_when_it_arrives() => base.A_message_under_way_while_its_case_is_forgotten_is_taken_back_when_it_arrives();

    [PostgresFact]
    public override Task A_card_that_still_waits_is_never_sent_once_its_case_is_forgotten() => base.A_card_that_still_waits_is_never_sent_once_its_case_is_forgotten();

    [PostgresFact]
    public override Task What_the_platform_does_not_delete_is_told_once_with_its_number() => base.What_the_platform_does_not_delete_is_told_once_with_its_number();

    [PostgresFact]
    public override Task A_message_that_got_no_id_is_told_as_remaining() => base.A_message_that_got_no_id_is_told_as_remaining();

    [PostgresFact]
    public override Task A_list_of_cases_goes_with_any_of_them() => base.A_list_of_cases_goes_with_any_of_them();

    [PostgresFact]
    public override Task A_card_read_by_mistake_is_taken_back_when_the_command_was_meant() => base.A_card_read_by_mistake_is_taken_back_when_the_command_was_meant();

    [PostgresFact]
    public override Task A_held_case_stays_with_its_card() => base.A_held_case_stays_with_its_card();
}
