using ClientBot.Features.Guidance;
using ClientBot.Playbook.Content;
using ClientBot.Playbook.Drafts;

namespace ClientBot.Features.DraftCheck;

/// <summary>The reader for the playbook in force: made anew when that changes.</summary>
internal sealed class CurrentDraftReader(CurrentPlaybook playbook)
{
    private volatile Made? _made;

    public DraftReader Now
    {
        get
        {
            var (made, edition) = (_made, playbook.Edition);
            if (made?.Of != edition) _made = made = new Made(edition, new DraftReader(edition));
            return made.Reader;
        }
    }

    private sealed record Made(Edition Of, DraftReader Reader);
}
