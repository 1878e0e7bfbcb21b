using Microsoft.Identity.Client;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Fetches a token, one at a time in the whole process, and again where the other side says "not now".</summary>
internal static class TokenRefresh
{
    private const int MostTries = 10;
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static async Task<AuthenticatorResult> RunAsync(Func<Task<AuthenticationResult>> fetch, Func<Exception, bool> isPassing)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var token = await FetchAloneAsync(fetch).ConfigureAwait(false);
                return new AuthenticatorResult { AccessToken = token.AccessToken, ExpiresOn = token.ExpiresOn };
            }
            catch (Exception fault) when (attempt < MostTries && (fault is TimeoutException || isPassing(fault)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * (0.9 + (Random.Shared.NextDouble() * 0.2)))).ConfigureAwait(false);
            }
        }
    }

    // Many turns find the token expired at the same moment; the first fetches it, the others then find it in MSAL's cache.
    private static async Task<AuthenticationResult> FetchAloneAsync(Func<Task<AuthenticationResult>> fetch)
    {
        if (!await One.WaitAsync(LongestWait).ConfigureAwait(false))
            throw new TimeoutException("Another request has been fetching a token for too long.");

        try
        {
            return await fetch().ConfigureAwait(false);
        }
        finally
        {
            One.Release();
        }
    }
}
