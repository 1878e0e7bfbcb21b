using ClientBot.Bot.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBot.Bot.Tests.Storage;

/// <summary>A bot on a database of its own, for contracts that both databases keep.</summary>
public abstract class DatabaseContract : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected PlayedBot Bot { get; private set; } = null!;

    protected abstract Task<TestDatabase> NewDatabaseAsync();

    public virtual async Task InitializeAsync()
    {
        Database = await NewDatabaseAsync();
        Bot = await PlayedBot.StartAsync(Database, Configure);
    }

    /// <summary>What this contract has otherwise than the whole bot.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>The program ends and begins anew, on the same database.</summary>
    protected async Task RestartAsync()
    {
        await Bot.DisposeAsync();
        Bot = await PlayedBot.StartAsync(Database);
    }

    public virtual async Task DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Database.DisposeAsync();
    }
}
