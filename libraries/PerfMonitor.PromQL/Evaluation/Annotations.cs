using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Remarks on an answer, each kept once. Bounded by the places in the query times the metric names read.</summary>
internal sealed class Annotations(string text)
{
    // What the HTTP API passes on of each kind; the rest would only repeat them.
    private const int MaxKept = 1_000;

    private readonly HashSet<string> _warnings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _infos = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public IReadOnlyList<string> Infos => [.. _infos];

    public void Warn(string message, Expression place) => Add(_warnings, $"PromQL warning: {message} ({place.Position.LineAndColumn(text)})");

    public void Inform(string message, Expression place) => Add(_infos, $"PromQL info: {message} ({place.Position.LineAndColumn(text)})");

    /// <summary>Warns of a quantile outside 0 to 1, which yields an infinity, or NaN.</summary>
    public void CheckQuantile(double quantile, Expression place)
    {
        if (quantile is >= 0 and <= 1) return;
        Warn($"quantile value should be between 0 and 1, got {NumberText.General(quantile)}", place);
    }

    private void Add(HashSet<string> kind, string message)
    {
        lock (_lock)
        {
            if (kind.Count < MaxKept) kind.Add(message);
        }
    }
}
