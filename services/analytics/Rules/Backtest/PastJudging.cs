using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Makes up for what was not recorded because the rule was not there yet.</summary>
internal sealed class PastJudging(BandQuery bands, PastForecasts forecasts)
{
    /// <summary>What the rule's own watch or outlook would have recorded; null where it has neither.</summary>
    /// <exception cref="RuleFailedException">The past cannot be judged.</exception>
    public async Task<JudgedSource?> SourceOfAsync(ISeriesSource history, RuleSource? source, BacktestSteps steps, TimeSpan lookBack, CancellationToken cancellationToken)
    {
        var (startMs, endMs) = (steps.QueriedMs(0) - (long)lookBack.TotalMilliseconds, steps.QueriedMs(steps.Count - 1));
        return source switch
        {
            RuleSource.OwnWatch { Definition: var watch } => new JudgedSource(history, "watch", watch.Name, await VerdictsAsync(watch, startMs, endMs, cancellationToken), remark: null),
            RuleSource.OwnOutlook { Definition: var outlook } => await ForecastAsync(history, outlook, startMs, endMs, cancellationToken),
            _ => null,
        };
    }

    private async Task<MemorySeriesSource> VerdictsAsync(WatchDefinition watch, long startMs, long endMs, CancellationToken cancellationToken)
    {
        var verdicts = await bands.JudgeAsync(watch, startMs, endMs, cancellationToken);
        if (verdicts.Error is { } error)
        {
            throw new RuleFailedException($"the past of '{watch.Query}' cannot be judged: {error}");
        }

        var judged = new MemorySeriesSource();
        foreach (var (labels, sample) in verdicts.Verdicts.SelectMany(verdict => AnomalySeries.Of(watch.Name, verdict)))
        {
            // Live, a verdict is there this long after its sample.
            judged.Add(labels, sample.TimestampMs + (long)AnomalyWatcher.Lateness.TotalMilliseconds, sample.Value);
        }

        return judged;
    }

    private async Task<JudgedSource> ForecastAsync(ISeriesSource history, OutlookDefinition outlook, long startMs, long endMs, CancellationToken cancellationToken)
    {
        var past = await forecasts.MakeAsync(outlook, startMs, endMs, cancellationToken);
        if (past.Error is { } error)
        {
            throw new RuleFailedException($"the past of '{outlook.Query}' cannot be forecast: {error}");
        }

        var judged = new MemorySeriesSource();
        foreach (var series in past.Forecasts.GroupBy(static forecast => forecast.Labels))
        {
            foreach (var (forecast, untilMs) in series.Zip(series.Skip(1).Select(static next => next.AtMs).Append(endMs + 1)))
            {
                Hold(judged, outlook.Name, forecast, untilMs);
            }
        }

        var spacing = past.Spacing > OutlookKeeper.Interval
            ? $"forecasts were made every {Words(past.Spacing)} of the past, and closer where they changed; live one is made every {Words(OutlookKeeper.Interval)}"
            : null;
        var cut = past.LeftOut > 0 ? $"{past.LeftOut} series more than are forecast were left out" : null;
        return new JudgedSource(history, "outlook", outlook.Name, judged, spacing is null ? cut : cut is null ? spacing : $"{spacing}; {cut}");
    }

    // To the second: nobody asks for more.
    private static string Words(TimeSpan span) => DurationText.Format((long)span.TotalSeconds * 1000);

    /// <summary>What a forecast says holds until the next one; meanwhile the time to the threshold passes.</summary>
    private static void Hold(MemorySeriesSource judged, string outlook, PastForecast forecast, long untilMs)
    {
        for (var at = forecast.AtMs; at < untilMs; at += (long)OutlookKeeper.Interval.TotalMilliseconds)
        {
            foreach (var (labels, seconds) in OutlookSeries.OfReach(outlook, forecast.Labels, forecast.Reach))
            {
                judged.Add(labels, at, Math.Max(0, seconds - ((at - forecast.AtMs) / 1000.0)));
            }
        }
    }
}
