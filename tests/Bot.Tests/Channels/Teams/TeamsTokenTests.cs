using System.Net;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class TeamsTokenTests(TeamsTokenTests.Stage stage) : IClassFixture<TeamsTokenTests.Stage>
{
    private readonly TeamsStage _stage = stage.Bot;

    private SigningKey Key => _stage.Teams.Keys[0];

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.RsaSha384)]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    public async Task A_token_of_the_channel_service_is_let_in(string algorithm)
    {
        var response = await _stage.PostAsync(_stage.Message("Client says: this is wrong again"), Key.Sign(algorithm: algorithm));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await _stage.SettledAsync();
        Assert.All(_stage.Teams.Calls, c => Assert.Equal("Bearer token-of-" + TeamsStage.AppId, c.Authorization));
        Assert.NotEmpty(_stage.Teams.Messages);
    }

    [Fact]
    public async Task No_token_and_no_token_at_all_are_refused()
    {
        foreach (var header in new[] { null, "Bearer ", "Bearer x", "Bearer a.b.c", "Basic " + Key.Sign(), "Bearer " + Key.Sign() + "x", "Bearer " + new string('a', 20_000), "Bearer é" })
            await RefusedAsync(header);
    }

    [Fact]
    public Task An_expired_token_is_refused() => RefusedAsync(Key.Sign(t => Lasts(t, -120, -6)));

    [Fact]
    public Task A_token_of_the_future_is_refused() => RefusedAsync(Key.Sign(t => Lasts(t, 6, 60)));

    [Fact]
    public async Task Five_minutes_of_skew_are_forgiven()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Key.Sign(t => Lasts(t, -60, -4))));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Key.Sign(t => Lasts(t, 4, 60))));
    }

    [Fact]
    public Task A_token_without_an_end_is_refused() => RefusedAsync(Key.Sign(t => t.Expires = null));

    [Fact]
    public Task A_wrongly_signed_token_is_refused() => RefusedAsync(new SigningKey("first").Sign());

    [Fact]
    public async Task An_unsigned_or_symmetrically_signed_token_is_refused()
    {
        await RefusedAsync(Key.Sign(t => t.SigningCredentials = null));
        var secret = new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(Key.Published["n"]!.ToString())) { KeyId = "first" };
        await RefusedAsync(Key.Sign(t => t.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task A_token_for_another_app_is_refused()
    {
        await RefusedAsync(Key.Sign(t => t.Audience = "99999999-2222-4333-8444-555555555555"));
        await RefusedAsync(Key.Sign(t => t.Audience = TeamsStage.AppId + "/"));
        await RefusedAsync(Key.Sign(t => t.Audience = null));
        await RefusedAsync(Key.Sign(t => t.Audiences.Add("99999999-2222-4333-8444-555555555555")));
    }

    [Theory]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")]
    [InlineData("https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0")]
    [InlineData("https://api.botframework.com/")]
    [InlineData(null)]
    public Task A_token_of_another_issuer_is_refused_the_emulators_too(string? issuer) => RefusedAsync(Key.Sign(t =>
    {
        t.Issuer = issuer;
        t.Claims["appid"] = TeamsStage.AppId;
        t.Claims["ver"] = "1.0";
    }));

    [Fact]
    public async Task A_key_that_is_not_endorsed_for_Teams_is_refused()
    {
        _stage.Teams.Keys.Add(new SigningKey("other", "webchat"));
        await RefusedAsync(_stage.Teams.Keys[1].Sign());
    }

    [Theory]
    [InlineData("https://elsewhere.test/emea/")]
    [InlineData("")]
    [InlineData(null)]
    public Task A_service_url_that_the_token_does_not_vouch_for_is_refused(string? claimed) => RefusedAsync(Key.Sign(t =>
    {
        if (claimed is null) t.Claims.Remove("serviceurl");
        else t.Claims["serviceurl"] = claimed;
    }));

    [Fact]
    public async Task Another_tenant_is_refused_wherever_it_is_told()
    {
        const string Other = "bbbbbbbb-0000-4000-8000-000000000002";
        Action<JObject>[] changes =
        [
            a => a["conversation"]!["tenantId"] = Other,
            a => a["channelData"]!["tenant"]!["id"] = Other,
            a => { a["conversation"]!["tenantId"] = null; a["channelData"] = null; },
        ];
        var before = await _stage.StoredAsync();
        foreach (var change in changes)
            Assert.Equal(HttpStatusCode.Forbidden, (await _stage.PostAsync(_stage.Message("hello", change: change), Key.Sign())).StatusCode);
        Assert.Equal(before, await _stage.StoredAsync());
    }

    [Fact]
    public async Task A_caller_of_an_unanswered_kind_is_verified_too()
    {
        var typing = _stage.Message("", change: a => a["type"] = "typing");
        var before = await _stage.StoredAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await _stage.PostAsync(typing, "x")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _stage.PostAsync(typing, Key.Sign())).StatusCode);
        Assert.Equal(before, await _stage.StoredAsync());
    }

    [Fact]
    public async Task A_service_url_without_https_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync(_stage.Message("hello", change: a => a["serviceUrl"] = "http://smba.test/"), Key.Sign())).StatusCode);

    private async Task<HttpStatusCode> PostAsync(string token) => (await _stage.PostAsync(_stage.Message("Client says: this is wrong"), token)).StatusCode;

    private async Task RefusedAsync(string? token)
    {
        var before = await _stage.StoredAsync();
        var response = await _stage.PostAsync(_stage.Message("Client says: this is wrong", "stranger"), token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(before, await _stage.StoredAsync());
    }

    private static void Lasts(SecurityTokenDescriptor token, int from, int to)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        token.IssuedAt = now.AddMinutes(Math.Min(from, to));
        token.NotBefore = now.AddMinutes(from);
        token.Expires = now.AddMinutes(to);
    }

    public sealed class Stage : IAsyncLifetime
    {
        internal TeamsStage Bot { get; } = TeamsStage.SignedIn();

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Bot.DisposeAsync();
    }
}
