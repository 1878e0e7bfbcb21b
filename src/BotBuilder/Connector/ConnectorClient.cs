using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

public class ConnectorClient : ServiceClient<ConnectorClient>, IConnectorClient
{
    private static readonly ProductInfoHeaderValue[] UserAgent = MakeUserAgent();

    public ConnectorClient(ServiceClientCredentials credentials, HttpClient httpClient, bool disposeHttpClient)
        : this(httpClient, disposeHttpClient)
    {
        Credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));
        Credentials.InitializeServiceClient(this);
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool disposeHttpClient)
        : this(customHttpClient, disposeHttpClient)
    {
        BaseUri = baseUri ?? throw new ArgumentNullException(nameof(baseUri));
        Credentials = credentials;
    }

    public ConnectorClient(
        Uri baseUri, MicrosoftAppCredentials credentials, HttpClient customHttpClient, bool addJwtTokenRefresher = true,
        params DelegatingHandler[] handlers)
        : this(baseUri, (ServiceClientCredentials)credentials, customHttpClient, addJwtTokenRefresher, handlers)
    {
    }

    public ConnectorClient(
        Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool addJwtTokenRefresher = true,
        params DelegatingHandler[] handlers)
        : this(customHttpClient ?? Chain(handlers), disposeHttpClient: customHttpClient == null)
    {
        BaseUri = baseUri ?? throw new ArgumentNullException(nameof(baseUri));
        Credentials = credentials;
    }

    protected ConnectorClient(HttpClient httpClient, bool disposeHttpClient) : base(httpClient, disposeHttpClient)
    {
        Conversations = new Conversations(this);
        Attachments = new Attachments(this);
        BaseUri = new Uri("https://api.botframework.com");
        SerializationSettings = WireJson.Settings();
        DeserializationSettings = WireJson.Settings();
        AddDefaultRequestHeaders(HttpClient);
    }

    public Uri BaseUri { get; set; }

    public JsonSerializerSettings SerializationSettings { get; private set; }

    public JsonSerializerSettings DeserializationSettings { get; private set; }

    public ServiceClientCredentials Credentials { get; private set; }

    public virtual IAttachments Attachments { get; private set; }

    public virtual IConversations Conversations { get; private set; }

    public static string GetOsVersion() => RuntimeInformation.OSDescription;

    public static string GetArchitecture() => RuntimeInformation.OSArchitecture.ToString();

    public static string GetASPNetVersion() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName ?? RuntimeInformation.FrameworkDescription;

    public static string GetClientVersion<T>(T client)
        where T : ServiceClient<T> =>
        typeof(T).Assembly.GetName().Version?.ToString();

    // Safe to call again, and at the same time, for one HttpClient: a shared one comes by here once a turn.
    public static void AddDefaultRequestHeaders(HttpClient httpClient)
    {
        lock (httpClient)
        {
            var headers = httpClient.DefaultRequestHeaders;
            foreach (var value in UserAgent)
                AddOnce(headers.UserAgent, value);

            headers.ExpectContinue = false;
        }
    }

    private static ProductInfoHeaderValue[] MakeUserAgent()
    {
        var product = new ProductInfoHeaderValue("Microsoft-BotFramework", "3.1");
        var builder = new ProductInfoHeaderValue("BotBuilder", typeof(ConnectorClient).Assembly.GetName().Version?.ToString());
        var platform = $"({GetASPNetVersion()}; {GetOsVersion()}; {GetArchitecture()})";
        return ProductInfoHeaderValue.TryParse(platform, out var comment) ? [product, builder, comment] : [product, builder];
    }

    private static void AddOnce(HttpHeaderValueCollection<ProductInfoHeaderValue> userAgent, ProductInfoHeaderValue value)
    {
        if (!userAgent.Contains(value))
            userAgent.Add(value);
    }

    private static HttpClient Chain(DelegatingHandler[] handlers)
    {
        HttpMessageHandler chain = new HttpClientHandler();
        foreach (var handler in handlers)
        {
            handler.InnerHandler = chain;
            chain = handler;
        }

        return new HttpClient(chain);
    }
}
