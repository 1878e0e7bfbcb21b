namespace AdaptiveCards;

public class AdaptiveUnknownElement : AdaptiveElement
{
    public override string Type { get; set; }
}
