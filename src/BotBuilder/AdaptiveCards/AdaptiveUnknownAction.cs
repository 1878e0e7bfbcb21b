namespace AdaptiveCards;

public class AdaptiveUnknownAction : AdaptiveAction
{
    public override string Type { get; set; }
}
