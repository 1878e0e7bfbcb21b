using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace ClientBot.Storage;

internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<StorageOptions>(StorageOptions.Section)
            .Validate(o => o.Provider != StorageProvider.PostgreSQL || o.ConnectionString.Length > 0, "Storage:ConnectionString is empty; with Storage:Provider PostgreSQL it must name the database");
        services.TryAddClock();
        services.AddSingleton<Ids>().AddSingleton<SqliteFile>().AddSingleton<SqlitePragmas>();
        services.AddSingleton<SqliteExclusive>().AddSingleton<PostgresExclusive>();
        services.AddSingleton<IExclusive>(p => IsSqlite(p) ? p.GetRequiredService<SqliteExclusive>() : p.GetRequiredService<PostgresExclusive>());
        services.AddMemoryCache(o => o.SizeLimit = 2_000);
        services.AddScoped<Vault>().AddScoped<BotStateStore>().AddScoped<Scrub>().AddSingleton<KeyRing>();
        services.AddDbContextPool<ClientBotDb>(Configure);
        services.AddHostedService<StorageStart>();
        AddKeyRing(services);
        return services;
    }

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder builder)
    {
        var storage = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (storage.Provider == StorageProvider.Sqlite) builder.UseSqlite(storage.Connection).AddInterceptors(provider.GetRequiredService<SqlitePragmas>())
            .ReplaceService<IDatabase, SqliteSaving>();
        else builder.UseNpgsql(storage.Connection);
        // Migrations are written by hand, without a snapshot: a test compares the migrated schema with the model instead.
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    // Where and how is decided when the ring is first used: until then a setting may be wrong, and the start says so in one line.
    private static void AddKeyRing(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ClientBot");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>, ILoggerFactory>((ring, storage, logs) =>
        {
            ring.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(Path.GetFullPath(storage.Value.KeysFolder)), logs);
            if (storage.Value.KeysCertificate.Length > 0) ring.XmlEncryptor = new CertificateXmlEncryptor(KeyRing.Certificate(storage.Value.KeysCertificate), logs);
            // Replicas learn of a new key long before it is used, and old ones still open.
            ring.NewKeyLifetime = TimeSpan.FromDays(365);
        });
    }

    private static bool IsSqlite(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageProvider.Sqlite;

    private static void TryAddClock(this IServiceCollection services)
    {
        if (services.All(s => s.ServiceType != typeof(TimeProvider))) services.AddSingleton(TimeProvider.System);
    }
}
