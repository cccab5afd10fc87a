using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Analytics.Api;

/// <summary>What is wrong with a request, by field; all of it at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyDictionary<string, string[]> All => _errors;

    /// <summary>The first of them, in one sentence with its field.</summary>
    public string First => $"{_errors.First().Key}: {_errors.First().Value[0]}";

    public void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            _errors.TryAdd(field, [message]);
        }
    }

    /// <summary>Requires PromQL that gives series or a number.</summary>
    public void RequireExpression(string? expression, string field, int longest) => Parsed(expression, field, longest);

    /// <summary>Requires PromQL whose values are a level: what they are now, and not what has been counted since a process began.</summary>
    public void RequireLevel(string? expression, string field, int longest)
    {
        if (Parsed(expression, field, longest) is { } query && BareCounter.In(query.Expression) is { } counter)
        {
            Require(false, field, $"'{counter}' is a counter: it grows as long as its process runs, and begins at 0 with the next one. Ask for what came of it, such as rate({counter}[5m]).");
        }
    }

    private PromQuery? Parsed(string? expression, string field, int longest)
    {
        if (string.IsNullOrWhiteSpace(expression) || expression.Length > longest)
        {
            Require(false, field, $"An expression has 1 to {longest} characters.");
            return null;
        }

        try
        {
            var query = PromQuery.Parse(expression);
            Require(query.Type is PromType.InstantVector or PromType.Scalar, field, "The expression must give a vector or a number at each moment, not a range or a text.");
            return query;
        }
        catch (PromParseException broken)
        {
            Require(false, field, broken.Message);
            return null;
        }
    }
}
