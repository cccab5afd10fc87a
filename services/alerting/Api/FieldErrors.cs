using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Api;

/// <summary>What is wrong with a request, by field; all of it at once, so that whoever corrects one field does not meet the next.</summary>
internal sealed class FieldErrors
{
    // Of a body with thousands of wrong elements the first are named; the answer stays small.
    private const int Most = 100;

    // What was sent may be as long as a body.
    private const int LongestValue = 200;

    private readonly List<(string Field, string Reason)> _all = [];
    private int _more;

    public bool Any => _all.Count > 0;

    /// <summary>The reasons by field, as problem details carry them.</summary>
    public IReadOnlyDictionary<string, string[]> ByField =>
        _all.GroupBy(static one => one.Field).ToDictionary(static same => same.Key, static same => same.Select(static one => $"{char.ToUpperInvariant(one.Reason[0])}{one.Reason[1..]}.").ToArray());

    /// <summary>All of them in sentences, each with its field.</summary>
    public string Detail => string.Join(' ', _all.Select(static one => $"'{one.Field}' is refused: {one.Reason}.")) + (_more == 0 ? "" : $" {_more} more are wrong.");

    /// <summary>All of them in one line.</summary>
    public string Line => string.Join("; ", _all.Select(static one => $"{one.Field}: {one.Reason}")) + (_more == 0 ? "" : $"; and {_more} more");

    /// <summary>What one field is called, or how many are wrong.</summary>
    public string Title => _all.Select(static one => one.Field).Distinct().ToList() is [var only] ? $"Invalid {only}" : $"{_all.Count + _more} fields are invalid";

    /// <param name="field">Where, for example <c>matchers[1].value</c>.</param>
    /// <param name="reason">Why and what to do: the rest of a sentence, without a full stop.</param>
    public void Add(string field, string reason)
    {
        if (_all.Count == Most)
        {
            _more++;
            return;
        }

        _all.Add((field, reason));
    }

    public void Require(bool holds, string field, string? value, string expected)
    {
        if (!holds)
        {
            Add(field, $"it is '{Text.Cut(value ?? "", LongestValue)}' and must be {expected}");
        }
    }

    /// <summary>Requires every element of a list to hold; a list that is missing has none.</summary>
    public void RequireEach(IReadOnlyList<string?>? list, Func<string?, bool> holds, string field, string expected)
    {
        foreach (var (index, element) in (list ?? []).Index())
        {
            Require(holds(element), $"{field}[{index}]", element, expected);
        }
    }
}
