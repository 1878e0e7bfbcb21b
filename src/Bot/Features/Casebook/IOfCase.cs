namespace ClientBot.Features.Casebook;

/// <summary>A feature that keeps rows of a case: it deletes them when the case is forgotten.</summary>
public interface IOfCase
{
    Task ForgetAsync(string caseId, CancellationToken cancellationToken);
}
