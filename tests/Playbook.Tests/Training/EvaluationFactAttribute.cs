using ClientBot.Playbook.Training;

namespace ClientBot.Playbook.Tests.Training;

/// <summary>Skipped by name where the evaluation messages do not lie beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EvaluationFactAttribute : FactAttribute
{
    public EvaluationFactAttribute()
    {
        if (Repository.Evaluation is null)
            Skip = "../shared/eval is not beside the repository";
    }
}
