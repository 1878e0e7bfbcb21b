namespace AdaptiveCards;

public class AdaptiveTableCell : AdaptiveContainer
{
    public new const string TypeName = "TableCell";

    // The official class does not override Type either.
    public AdaptiveTableCell() => Type = TypeName;
}
