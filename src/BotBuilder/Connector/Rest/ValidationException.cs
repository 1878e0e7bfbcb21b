namespace Microsoft.Rest;

public class ValidationException : RestException
{
    public ValidationException()
    {
    }

    public ValidationException(string message) : base(message)
    {
    }

    public ValidationException(string rule, string target) : base($"'{target}' {Explain(rule)}")
    {
        Rule = rule;
        Target = target;
    }

    public ValidationException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public string Rule { get; private set; }

    public string Target { get; private set; }

    private static string Explain(string rule) => rule == ValidationRules.CannotBeNull ? "cannot be null." : $"breaks the rule {rule}.";
}
