using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Scripts;

/// <summary>
/// Runs scripts in Prometheus' promqltest language against this engine: its own conformance tests, and unit tests of
/// rules. Native histograms in a script are not loaded; evaluations that come out differently for it are reported as such.
/// </summary>
public sealed class ScriptRunner
{
    private const string NativeMarker = "{{";

    private readonly MemorySeriesSource _source = new();
    private readonly List<LabelSet> _nativeSeries = [];
    private readonly List<ScriptFailure> _failures = [];
    private int _total;

    /// <summary>Runs a whole script.</summary>
    /// <exception cref="ScriptFormatException">A line is not understood.</exception>
    public static async Task<ScriptReport> RunAsync(string script, CancellationToken cancellationToken)
    {
        var runner = new ScriptRunner();
        foreach (var command in ScriptParser.Parse(script)) await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return new ScriptReport(runner._total - runner._failures.Count, runner._total, runner._failures);
    }

    private async Task RunAsync(ScriptCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ClearCommand:
                _source.Clear();
                _nativeSeries.Clear();
                break;
            case LoadCommand load:
                Load(load);
                break;
            case EvalCommand eval:
                _total++;
                string? difference = await EvaluateAsync(eval, cancellationToken).ConfigureAwait(false);
                if (difference is not null) _failures.Add(new ScriptFailure(eval.Line, eval.Query, difference, NeedsNativeHistograms(eval)));
                break;
            default:
                throw new InvalidOperationException($"unknown command {command}");
        }
    }

    private void Load(LoadCommand load)
    {
        var series = new Dictionary<LabelSet, SeriesLine>();
        foreach (var line in load.Series) series[line.Labels] = line;
        foreach ((var labels, var line) in series)
        {
            if (line.HasNativeHistograms) _nativeSeries.Add(labels);
            if (load.WithNativeBuckets) AddNativeBuckets(labels);
            for (int i = 0; i < line.Values.Count; i++)
            {
                if (line.Values[i] is { } value) _source.Add(labels, i * load.IntervalMs, value);
            }
        }
    }

    private void AddNativeBuckets(LabelSet labels)
    {
        foreach (string suffix in (string[])["_bucket", "_sum", "_count"])
        {
            if (labels.Metric.EndsWith(suffix, StringComparison.Ordinal)) _nativeSeries.Add(labels.Without("le").With(LabelSet.MetricName, labels.Metric[..^suffix.Length]));
        }
    }

    private async Task<string?> EvaluateAsync(EvalCommand eval, CancellationToken cancellationToken)
    {
        try
        {
            var query = PromQuery.Parse(eval.Query);
            var result = eval.IsRange
                ? await query.RangeAsync(_source, eval.StartMs, eval.EndMs, TimeSpan.FromMilliseconds(eval.StepMs), null, cancellationToken).ConfigureAwait(false)
                : await query.InstantAsync(_source, eval.StartMs, null, cancellationToken).ConfigureAwait(false);
            return ScriptComparison.Difference(eval, result);
        }
        catch (PromQueryException refused)
        {
            return ScriptComparison.Difference(eval, refused.Message);
        }
    }

    private bool NeedsNativeHistograms(EvalCommand eval)
    {
        if (eval.Series.Any(line => line.HasNativeHistograms || line.Labels.ToString().Contains("count:", StringComparison.Ordinal)) || eval.Query.Contains(NativeMarker, StringComparison.Ordinal)) return true;
        try
        {
            return PromQuery.Parse(eval.Query).Selectors.Any(selector => _nativeSeries.Exists(labels => LabelMatcher.MatchesAll(selector.Matchers, labels)));
        }
        catch (PromParseException refused)
        {
            return refused.Reason.Contains("native histograms", StringComparison.Ordinal);
        }
    }
}
