using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

public interface ITurnContext<T> : ITurnContext
    where T : IActivity
{
    new T Activity { get; }
}
