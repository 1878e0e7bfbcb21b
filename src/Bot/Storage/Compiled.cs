using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClientBot.Storage;

/// <summary>
/// A query that EF compiles once and not at each use (EF.CompileAsyncQuery). EF binds such a query to one model; a
/// process that has both databases, as the tests do, has two.
/// </summary>
internal sealed class Compiled<TQuery>(Func<TQuery> compile)
    where TQuery : class
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    public TQuery For(ClientBotDb db) => _byModel.GetValue(db.Model, _ => compile());
}
