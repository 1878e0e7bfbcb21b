using Microsoft.Extensions.Options;

namespace ClientBot.Channels.Teams;

/// <summary>Stops a start whose sign-in can't work, with the setting that cures it.</summary>
internal sealed class TeamsOptionsCheck(IConfiguration configuration) : IValidateOptions<TeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamsOptions options) =>
        Fault(new TeamsAccount(configuration, Options.Create(options))) is { } account ? ValidateOptionsResult.Fail(account)
        : !IsAllowed(options.OpenIdMetadata) ? ValidateOptionsResult.Fail($"Teams:OpenIdMetadata is '{options.OpenIdMetadata}'; it must be an https address.")
        : ValidateOptionsResult.Success;

    private static string? Fault(TeamsAccount account) => account switch
    {
        { SignsIn: false, AppType: TeamsAccount.SingleTenant or TeamsAccount.ManagedIdentity } => $"MicrosoftAppType is {account.AppType}, but there is no MicrosoftAppId: set it to the app id of the bot's registration.",
        { SignsIn: false, HasPassword: true } => "MicrosoftAppPassword is set, but MicrosoftAppId is not: set it to the app id of the bot's registration.",
        { SignsIn: false } => null,
        { AppType: "" } => "MicrosoftAppId is set, but MicrosoftAppType is not: set it to SingleTenant, UserAssignedMsi or MultiTenant.",
        { AppType: not (TeamsAccount.SingleTenant or TeamsAccount.ManagedIdentity or TeamsAccount.MultiTenant) } => $"MicrosoftAppType is '{account.AppType}'; it must be SingleTenant, UserAssignedMsi or MultiTenant.",
        { AppType: not TeamsAccount.MultiTenant, TenantId: "" } => $"MicrosoftAppType is {account.AppType}, but MicrosoftAppTenantId is not set: set it to your Entra tenant's id.",
        { AppType: TeamsAccount.ManagedIdentity, HasPassword: true } => "MicrosoftAppType is UserAssignedMsi, which has no password: remove MicrosoftAppPassword.",
        { AppType: not TeamsAccount.ManagedIdentity, HasPassword: false } => $"MicrosoftAppType is {account.AppType}, but MicrosoftAppPassword is not set: set it to the app's client secret.",
        { Tenants.Count: 0 } => "No tenant may use the bot: set Teams:AllowedTenants:0 to your Entra tenant's id.",
        _ => null,
    };

    // Over plain http anybody on the way could hand us keys of theirs; on this machine there is no way.
    private static bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
