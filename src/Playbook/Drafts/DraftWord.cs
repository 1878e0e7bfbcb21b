namespace ClientBot.Playbook.Drafts;

/// <summary>One word of a draft. "didn't" is two, did and not, that share their surface.</summary>
/// <param name="Id">Its number in the <see cref="WordList"/>, or -1.</param>
/// <param name="From">Where its own letters begin.</param>
/// <param name="To">Where its own letters end.</param>
/// <param name="Start">Where the word as written begins.</param>
/// <param name="End">Where the word as written ends.</param>
/// <param name="Sentence">The number of its sentence.</param>
/// <param name="Quoted">True between quotation marks and behind "&gt;": somebody else's words.</param>
internal readonly record struct DraftWord(int Id, int From, int To, int Start, int End, int Sentence, bool Quoted);
