namespace ClientBot.Playbook.Reading;

/// <summary>The reading model cannot be used. The message names the file and what to do; the host shows it and does not start.</summary>
public sealed class ModelException : Exception
{
    public ModelException(string message)
        : base(message)
    {
    }

    public ModelException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ModelException()
    {
    }
}
