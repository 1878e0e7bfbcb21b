using System.Net;

namespace ClientBot.Bot.Tests.Channels.Teams;

public sealed class TeamsKeyTests : IAsyncLifetime
{
    private readonly TeamsStage _stage = TeamsStage.SignedIn();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    private SigningKey Key => _stage.Teams.Keys[0];

    [Fact]
    public async Task A_token_grows_old_by_the_injected_clock()
    {
        var token = Key.Sign();
        _stage.Clock.Move(TimeSpan.FromMinutes(66));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(token));
    }

    [Fact]
    public async Task A_new_key_of_the_service_needs_no_restart()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Key.Sign()));
        _stage.Teams.Keys[0] = new SigningKey("second");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(_stage.Teams.Keys[0].Sign()));
        Assert.Equal(2, _stage.Teams.KeyFetches);
    }

    [Fact]
    public async Task Unknown_keys_do_not_make_the_bot_ask_each_time()
    {
        _stage.Clock.Stop();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Key.Sign()));
        string[] unknown = [new SigningKey("unknown").Sign(), new SigningKey("as unknown").Sign()];
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(unknown[i % 2]));
        Assert.Equal(2, _stage.Teams.KeyFetches);
        _stage.Clock.Move(TimeSpan.FromSeconds(11));
        _stage.Teams.Keys[0] = new SigningKey("second");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(_stage.Teams.Keys[0].Sign()));
    }

    [Fact]
    public async Task A_key_service_that_hangs_stops_nobody_whose_key_is_known()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Key.Sign()));
        var answer = new TaskCompletionSource();
        _stage.Teams.KeysAnswer = answer.Task;
        _stage.Clock.Move(TimeSpan.FromHours(25));
        var tomorrow = Key.Sign(t => (t.NotBefore, t.IssuedAt, t.Expires) = (t.NotBefore + TimeSpan.FromHours(25), t.IssuedAt + TimeSpan.FromHours(25), t.Expires + TimeSpan.FromHours(25)));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, await PostAsync(tomorrow).WaitAsync(TimeSpan.FromSeconds(10)));

        // All who came meanwhile share one fetch.
        answer.SetResult();
        await _stage.UntilAsync(() => Task.FromResult(_stage.Teams.KeyFetches == 2), "the keys are not fetched");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(tomorrow));
        Assert.Equal(2, _stage.Teams.KeyFetches);
    }

    private async Task<HttpStatusCode> PostAsync(string token) => (await _stage.PostAsync(_stage.Message("hello"), token)).StatusCode;
}
