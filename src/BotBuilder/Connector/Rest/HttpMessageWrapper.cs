using System.Net.Http.Headers;

namespace Microsoft.Rest;

public abstract class HttpMessageWrapper
{
    protected HttpMessageWrapper() => Headers = new Dictionary<string, IEnumerable<string>>();

    public string Content { get; set; }

    public IDictionary<string, IEnumerable<string>> Headers { get; private set; }

    protected void CopyHeaders(HttpHeaders headers)
    {
        if (headers == null)
            return;

        foreach (var header in headers)
            Headers[header.Key] = header.Value;
    }
}
