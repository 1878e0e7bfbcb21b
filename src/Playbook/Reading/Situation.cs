namespace ClientBot.Playbook.Reading;

/// <summary>What kind of difficulty a client's message is. The order is the order of the labelling guide, not of importance.</summary>
public enum Situation
{
    Angry,
    Wrong,
    Unrealistic,
    Abusive,
    Calm,
}
