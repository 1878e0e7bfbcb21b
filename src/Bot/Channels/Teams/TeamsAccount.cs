using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Teams;

/// <summary>
/// As whom the bot signs in, in Microsoft's usual settings: MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword and
/// MicrosoftAppTenantId. Without an app id there is no sign-in either way, and then only this machine may call.
/// </summary>
internal sealed class TeamsAccount(IConfiguration configuration, IOptions<TeamsOptions> options)
{
    public const string SingleTenant = "SingleTenant", ManagedIdentity = "UserAssignedMsi", MultiTenant = "MultiTenant";

    public string AppId { get; } = configuration["MicrosoftAppId"]?.Trim() ?? "";

    public string AppType { get; } = configuration["MicrosoftAppType"]?.Trim() ?? "";

    public string TenantId { get; } = configuration["MicrosoftAppTenantId"]?.Trim() ?? "";

    public bool HasPassword { get; } = !string.IsNullOrWhiteSpace(configuration["MicrosoftAppPassword"]);

    public bool SignsIn => AppId.Length > 0;

    /// <summary>Lower-case ids are what Teams sends, and what people paste is not always.</summary>
    public IReadOnlySet<string> Tenants => _tenants ??= TenantsOf(options.Value, TenantId);

    private IReadOnlySet<string>? _tenants;

    /// <summary>Without sign-in nobody vouches for a tenant, so that only a list that was set says anything.</summary>
    public bool Allows(string tenant) => Tenants.Contains(tenant) || (!SignsIn && options.Value.AllowedTenants.Count == 0);

    private static HashSet<string> TenantsOf(TeamsOptions options, string own)
    {
        var listed = options.AllowedTenants.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (listed.Count == 0 && own.Length > 0) listed.Add(own);
        return listed;
    }
}
