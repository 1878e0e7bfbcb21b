namespace ClientBot.BotBuilder.Tests.Connector;

internal sealed class OneClientFactory(HttpMessageHandler handler) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);
}
