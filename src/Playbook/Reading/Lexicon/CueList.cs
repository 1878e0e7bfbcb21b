namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>The visible word lists, one text file each beside this one. The order is part of the model file: add at the end.</summary>
internal enum CueList
{
    Insult,
    InsultThing,
    Profanity,
    Slur,
    Demeaning,
    Sexual,
    Harm,
    SelfHarm,
    Legal,
    Churn,
    Public,
    Refund,
    Repeat,
    Demand,
    Claim,
    Anger,
    Courtesy,
    Question,
    Retelling,
    Record,
    Evidence,
    Belief,
    Infeasible,
    Waiting,
    Target,
    Despair,
    Dread,
    Deadline,
}
