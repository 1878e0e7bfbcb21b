using Microsoft.Rest;

namespace Microsoft.Bot.Schema;

public class ErrorResponseException : RestException
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string message) : this(message, null)
    {
    }

    public ErrorResponseException(string message, System.Exception innerException) : base(message, innerException)
    {
    }

    public HttpRequestMessageWrapper Request { get; set; }

    public HttpResponseMessageWrapper Response { get; set; }

    public ErrorResponse Body { get; set; }
}
