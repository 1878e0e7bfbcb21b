using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;

namespace ClientBot.BotBuilder.Tests.Integration;

public class CredentialFactoryTests
{
    private const string LoginUrl = AuthenticationConstants.ToChannelFromBotLoginUrlTemplate;

    [Theory]
    [InlineData("SingleTenant", null, "t", "p", "MicrosoftAppId")]
    [InlineData("SingleTenant", "a", null, "p", "MicrosoftAppTenantId")]
    [InlineData("singletenant", "a", "t", null, "MicrosoftAppPassword")]
    [InlineData("UserAssignedMsi", null, "t", null, "MicrosoftAppId")]
    [InlineData("UserAssignedMsi", "a", null, null, "MicrosoftAppTenantId")]
    [InlineData("UserAssignedMsi", "a", "t", "p", "MicrosoftAppPassword")]
    public void A_missing_or_needless_setting_is_named(string type, string? appId, string? tenant, string? password, string named)
    {
        var fault = Assert.Throws<ArgumentException>(() => Factory(type, appId, tenant, password));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_app_id_authentication_is_off()
    {
        Assert.True(await Factory(null, null, null, null).IsAuthenticationDisabledAsync(default));
        Assert.False(await Factory(null, "a", null, "p").IsAuthenticationDisabledAsync(default));
        Assert.False(await Factory("UserAssignedMsi", "a", "t", null).IsAuthenticationDisabledAsync(default));
    }

    [Fact]
    public async Task Only_the_own_app_id_is_valid()
    {
        var factory = Factory("SingleTenant", "a", "t", "p");

        Assert.True(await factory.IsValidAppIdAsync("a", default));
        Assert.False(await factory.IsValidAppIdAsync("b", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => factory.CreateCredentialsAsync("b", "scope", LoginUrl, true, default));
    }

    [Fact]
    public async Task Each_type_makes_its_own_credentials()
    {
        var single = Assert.IsType<MicrosoftAppCredentials>(
            await Factory("SingleTenant", "a", "t", "p").CreateCredentialsAsync("a", "scope", LoginUrl, true, default));
        var multi = Assert.IsType<MicrosoftAppCredentials>(
            await Factory("NoSuchType", "a", "t", "p").CreateCredentialsAsync("a", "scope", LoginUrl, true, default));
        var managed = Assert.IsType<ManagedIdentityAppCredentials>(
            await Factory("UserAssignedMsi", "a", "t", null).CreateCredentialsAsync("a", "scope", LoginUrl, true, default));

        Assert.Equal(("t", "scope"), (single.ChannelAuthTenant, single.OAuthScope));
        Assert.Equal("botframework.com", multi.ChannelAuthTenant);
        Assert.Equal("a", managed.MicrosoftAppId);
    }

    internal static IConfiguration Settings(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(pair => pair.Key, pair => pair.Value)).Build();

    private static ConfigurationServiceClientCredentialFactory Factory(string? type, string? appId, string? tenant, string? password) =>
        new(Settings(
            ("MicrosoftAppType", type), ("MicrosoftAppId", appId), ("MicrosoftAppTenantId", tenant), ("MicrosoftAppPassword", password)));
}
