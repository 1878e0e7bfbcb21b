namespace ClientBot.Playbook.Reading.Lexicon;

/// <summary>A phrase of a word list where it stands: first and last word, both included.</summary>
internal readonly record struct LexiconHit(CueList List, int First, int Last, bool Exception);
