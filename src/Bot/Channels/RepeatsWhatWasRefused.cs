using System.Net;
using Polly;
using Polly.Retry;

namespace ClientBot.Channels;

/// <summary>
/// Repeats at once only what was surely not accepted: a connection that never came about, and a 429 that asks for five
/// seconds or less. A lost answer may be an accepted message, and there is no key that would tell: the outbox decides.
/// </summary>
internal sealed class RepeatsWhatWasRefused : DelegatingHandler
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RepeatsWhatWasRefused(TimeProvider clock)
    {
        _clock = clock;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = attempt => ValueTask.FromResult(WasRefused(attempt.Outcome)),
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } response ? WaitAskedFor(response, clock) : null),
        }).Build();
    }

    /// <summary>What a Retry-After header asks for, as seconds or as a date; null without one.</summary>
    public static TimeSpan? WaitAskedFor(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);

    private bool WasRefused(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => true,
        { Result: { StatusCode: HttpStatusCode.TooManyRequests } response } => WaitAskedFor(response, _clock) is { } wait && wait <= Longest,
        _ => false,
    };
}
