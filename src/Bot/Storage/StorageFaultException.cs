namespace ClientBot.Storage;

/// <summary>The storage cannot be used: the message is one line that names the file or setting and says what to do.</summary>
public sealed class StorageFaultException : Exception
{
    public StorageFaultException(string message)
        : base(message)
    {
    }

    public StorageFaultException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public StorageFaultException()
    {
    }
}
