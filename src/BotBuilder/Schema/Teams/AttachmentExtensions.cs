using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema.Teams;

public static class AttachmentExtensions
{
    public static MessagingExtensionAttachment ToMessagingExtensionAttachment(
        this Attachment attachment, Attachment previewAttachment = null) => new()
        {
            Content = attachment.Content,
            ContentType = attachment.ContentType,
            ContentUrl = attachment.ContentUrl,
            Name = attachment.Name,
            ThumbnailUrl = attachment.ThumbnailUrl,
            // A copy: an object inside itself would be a reference loop to the serializer.
            Preview = previewAttachment ?? JObject.FromObject(attachment).ToObject<Attachment>(),
        };
}
