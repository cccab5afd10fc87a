using PerfMonitor.PromQL.Ast;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Scripts;

/// <summary>
/// Runs scripts in Prometheus' promqltest language against this engine: its own conformance tests, and unit tests of
/// rules. Native histograms and start timestamps in a script are not loaded; evaluations that come out differently for it are reported as such.
/// </summary>
public sealed class ScriptRunner
{
    private const string NativeMarker = "{{";

    // These speak of the query as a whole, which range mode changes.
    private static readonly HashSet<string> QueryTimeFunctions = ["step", "range", "start", "end"];

    // As Prometheus' runner does.
    private static readonly EvaluationOptions Options = new() { EnableExperimentalFunctions = true, DelaysNameRemoval = true };

    private readonly bool _checksRangeMode;
    private readonly MemorySeriesSource _source = new();
    private readonly List<(LabelSet Labels, ScriptNeed Need)> _lackingSeries = [];
    private readonly List<ScriptFailure> _failures = [];
    private int _total;

    private ScriptRunner(bool checksRangeMode) => _checksRangeMode = checksRangeMode;

    /// <summary>Runs a whole script.</summary>
    /// <param name="script">The text of the script.</param>
    /// <param name="checksRangeMode">Runs each instant query as a range query too, whose middle step must answer the same, as Prometheus' runner does.</param>
    /// <param name="cancellationToken">Stops between and within evaluations.</param>
    public static async Task<ScriptReport> RunAsync(string script, bool checksRangeMode, CancellationToken cancellationToken)
    {
        var runner = new ScriptRunner(checksRangeMode);
        foreach (var command in ScriptParser.Parse(script)) await runner.TryAsync(command, cancellationToken).ConfigureAwait(false);
        return new ScriptReport(runner._total - runner._failures.Count, runner._total, runner._failures);
    }

    /// <summary>A command that breaks the engine fails alone; the rest of the script still tells something.</summary>
    private async Task TryAsync(ScriptCommand command, CancellationToken cancellationToken)
    {
        int before = _total;
        try
        {
            await RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            _total = before + 1;
            string text = command is EvalCommand eval ? eval.Query : command.GetType().Name;
            _failures.Add(new ScriptFailure(command.Line, text, $"the engine broke: {broken.GetType().Name}: {broken.Message}", ScriptNeed.None));
        }
    }

    private async Task RunAsync(ScriptCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ClearCommand:
                _source.Clear();
                _lackingSeries.Clear();
                break;
            case LoadCommand load:
                Load(load);
                break;
            case UnreadableCommand unreadable:
                _total++;
                _failures.Add(new ScriptFailure(unreadable.Line, unreadable.Text, unreadable.Reason, ScriptNeed.None));
                break;
            case EvalCommand eval:
                _total++;
                string? difference = await EvaluateAsync(eval, cancellationToken).ConfigureAwait(false);
                if (difference is not null) _failures.Add(new ScriptFailure(eval.Line, eval.Query, difference, NeedOf(eval)));
                break;
            default:
                throw new InvalidOperationException($"unknown command {command}");
        }
    }

    private void Load(LoadCommand load)
    {
        foreach ((int line, string reason) in load.Unreadable)
        {
            _total++;
            _failures.Add(new ScriptFailure(line, "load", reason, reason.Contains(NativeMarker, StringComparison.Ordinal) ? ScriptNeed.NativeHistograms : ScriptNeed.None));
        }

        var series = new Dictionary<LabelSet, SeriesLine>();
        foreach (var line in load.Series) series[line.Labels] = line;
        foreach ((var labels, var line) in series)
        {
            if (line.Need != ScriptNeed.None) _lackingSeries.Add((labels, line.Need));
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
            if (labels.Metric.EndsWith(suffix, StringComparison.Ordinal)) _lackingSeries.Add((labels.Without("le").With(LabelSet.MetricName, labels.Metric[..^suffix.Length]), ScriptNeed.NativeHistograms));
        }
    }

    private async Task<string?> EvaluateAsync(EvalCommand eval, CancellationToken cancellationToken)
    {
        try
        {
            var query = PromQuery.Parse(eval.Query);
            var result = eval.IsRange
                ? await query.RangeAsync(_source, eval.StartMs, eval.EndMs, TimeSpan.FromMilliseconds(eval.StepMs), Options, cancellationToken).ConfigureAwait(false)
                : await query.InstantAsync(_source, eval.StartMs, Options, cancellationToken).ConfigureAwait(false);
            string? difference = ScriptComparison.Difference(eval, result);
            return difference is null && _checksRangeMode && !eval.IsRange ? await RangeModeAsync(eval, query, result, cancellationToken).ConfigureAwait(false) : difference;
        }
        catch (PromQueryException refused)
        {
            return ScriptComparison.Difference(eval, refused.Message);
        }
    }

    private async Task<string?> RangeModeAsync(EvalCommand eval, PromQuery query, QueryResult instant, CancellationToken cancellationToken)
    {
        const long StepMs = 60_000;
        // Range queries are ordered by labels, and strings and ranges have none.
        if (instant.Value is not VectorValue vector || eval.Expects(ExpectationKind.Ordered) || SpeaksOfQueryTime(query.Expression)) return null;
        var range = await query.RangeAsync(_source, eval.StartMs - StepMs, eval.StartMs + StepMs, TimeSpan.FromMilliseconds(StepMs), Options, cancellationToken).ConfigureAwait(false);
        var middle = ((MatrixValue)range.Value).Series
            .SelectMany(series => series.Samples.Where(s => s.TimestampMs == eval.StartMs).Select(s => new VectorSample(series.Labels, s.TimestampMs, s.Value)));
        string? difference = ScriptComparison.Difference(eval with { Expectations = [] }, instant with { Value = vector with { Samples = [.. middle] } });
        return difference is null ? null : "in range mode: " + difference;
    }

    private static bool SpeaksOfQueryTime(Expression expression) => expression switch
    {
        FunctionCall call when QueryTimeFunctions.Contains(call.Name) => true,
        VectorSelector { At.Kind: AtKind.Start or AtKind.End } or Subquery { At.Kind: AtKind.Start or AtKind.End } => true,
        _ => expression.Children.Any(SpeaksOfQueryTime),
    };

    private ScriptNeed NeedOf(EvalCommand eval)
    {
        if (eval.Series.Any(line => line.Need != ScriptNeed.None || line.Labels.ToString().Contains("count:", StringComparison.Ordinal)) || eval.Query.Contains(NativeMarker, StringComparison.Ordinal)) return ScriptNeed.NativeHistograms;
        try
        {
            var selectors = PromQuery.Parse(eval.Query).Selectors;
            return _lackingSeries.Find(series => selectors.Any(selector => LabelMatcher.MatchesAll(selector.Matchers, series.Labels))).Need;
        }
        catch (PromParseException refused)
        {
            return refused.Reason.Contains("native histograms", StringComparison.Ordinal) ? ScriptNeed.NativeHistograms : ScriptNeed.None;
        }
    }
}
