using System.Net.Http.Headers;
using System.Text;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>One request to the connector: route, credentials, JSON both ways, and an ErrorResponseException for what was refused.</summary>
internal sealed class ConnectorCall(ConnectorClient client, HttpMethod method, string route, params int[] accepted)
{
    public object Body { get; init; }

    public Dictionary<string, List<string>> Headers { get; init; }

    public static string Escape(string value, string name) =>
        Uri.EscapeDataString(value ?? throw new ValidationException(ValidationRules.CannotBeNull, name));

    public static T Required<T>(T value, string name)
        where T : class =>
        value ?? throw new ValidationException(ValidationRules.CannotBeNull, name);

    public async Task<HttpOperationResponse<T>> SendAsync<T>(CancellationToken cancellationToken)
    {
        var (request, response, content) = await ExchangeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new HttpOperationResponse<T>
            {
                Request = request,
                Response = response,
                Body = JsonConvert.DeserializeObject<T>(content, client.DeserializationSettings),
            };
        }
        catch (JsonException fault)
        {
            request.Dispose();
            response.Dispose();
            throw new SerializationException("The connector's answer is not the JSON that was expected.", content, fault);
        }
    }

    public async Task<HttpOperationResponse> SendAsync(CancellationToken cancellationToken)
    {
        var (request, response, _) = await ExchangeAsync(cancellationToken).ConfigureAwait(false);
        return new HttpOperationResponse { Request = request, Response = response };
    }

    private async Task<(HttpRequestMessage Request, HttpResponseMessage Response, string Content)> ExchangeAsync(
        CancellationToken cancellationToken)
    {
        var sent = Body == null ? null : JsonConvert.SerializeObject(Body, client.SerializationSettings);
        var request = Prepare(sent);
        if (client.Credentials != null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await client.Credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var response = await client.HttpClient.SendAsync(request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var content = await response.Content.ReadAsStringAsync(CancellationToken.None).ConfigureAwait(false);
        if (accepted.Contains((int)response.StatusCode))
            return (request, response, content);

        var refusal = new ErrorResponseException($"Operation returned an invalid status code '{response.StatusCode}'")
        {
            Body = ReadError(content),
            Request = new HttpRequestMessageWrapper(request, sent),
            Response = new HttpResponseMessageWrapper(response, content),
        };
        request.Dispose();
        response.Dispose();
        throw refusal;
    }

    private HttpRequestMessage Prepare(string sent)
    {
        var root = client.BaseUri.AbsoluteUri;
        var request = new HttpRequestMessage(method, new Uri((root.EndsWith('/') ? root : root + "/") + route));
        foreach (var (name, values) in Headers ?? [])
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, values);
        }

        if (sent != null)
        {
            request.Content = new StringContent(sent, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        }

        return request;
    }

    private ErrorResponse ReadError(string content)
    {
        try
        {
            return JsonConvert.DeserializeObject<ErrorResponse>(content, client.DeserializationSettings);
        }
        catch (JsonException)
        {
            // A proxy answers in HTML; the status and the raw content are on the exception.
            return null;
        }
    }
}
