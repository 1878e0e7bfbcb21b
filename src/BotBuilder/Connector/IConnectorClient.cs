using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

public interface IConnectorClient : System.IDisposable
{
    System.Uri BaseUri { get; set; }

    JsonSerializerSettings SerializationSettings { get; }

    JsonSerializerSettings DeserializationSettings { get; }

    ServiceClientCredentials Credentials { get; }

    IAttachments Attachments { get; }

    IConversations Conversations { get; }
}
