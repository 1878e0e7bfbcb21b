namespace ClientBot.Playbook.Content;

public enum LadderStep
{
    Warn,
    Final,
    End,
}
