using System.Text;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// Turns OTLP metrics into Prometheus series as the OpenTelemetry compatibility specification has it; docs/receiving.md shows the result.
/// </summary>
internal sealed class OtlpTranslator(TranslationCache cache, DeltaStore deltas, MetricDescriptions descriptions, TranslationOptions options)
{
    private static readonly long DescribeAfterMs = (long)MetricDescriptions.NoteEvery.TotalMilliseconds;

    /// <summary>Takes everything a request holds into its intake.</summary>
    public void Translate(OtlpMetrics metrics, Intake intake)
    {
        intake.Expect(metrics.DataPoints + metrics.Counts.Count + (metrics.Doubles.Count / 2));
        foreach (ref readonly var resource in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(metrics.Resources))
        {
            var latestMs = 0L;
            LabelSet? targetInfo = null;
            for (var i = resource.Scopes.Start; i < resource.Scopes.Start + resource.Scopes.Count; i++)
            {
                var scope = metrics.Scopes[i];
                var context = cache.Scope(metrics, resource, scope);
                targetInfo = context.TargetInfo;
                for (var j = scope.Metrics.Start; j < scope.Metrics.Start + scope.Metrics.Count; j++)
                {
                    latestMs = Math.Max(latestMs, Metric(metrics, context, metrics.Metrics[j], intake));
                }
            }

            if (targetInfo is not null && latestMs > 0)
            {
                TargetInfo(targetInfo, latestMs, intake);
            }
        }
    }

    // It is no data point of the request, so a refusal is noted without counting against the sender's points.
    private static void TargetInfo(LabelSet labels, long timestampMs, Intake intake)
    {
        if (intake.Resolve(labels, out var refusal) is not { } series || !intake.TryAdd(series, timestampMs, 1, out refusal))
        {
            intake.Note(refusal);
        }
    }

    /// <summary>Takes a metric's points; returns the latest time taken, 0 where none was.</summary>
    private long Metric(OtlpMetrics metrics, ScopeContext scope, in OtlpMetric metric, Intake intake)
    {
        var latestMs = 0L;
        var context = cache.Metric(metrics, scope, metric);
        var points = new PointIntake(metrics, context, intake, cache);
        var unsuitable = Unsuitable(context, metric);
        if (unsuitable == default && context.DescribedAtMs < intake.Window.NowMs - DescribeAfterMs)
        {
            context.DescribedAtMs = intake.Window.NowMs;
            Describe(metrics, context.Name, metric);
        }

        for (var i = metric.Points.Start; i < metric.Points.Start + metric.Points.Count; i++)
        {
            var refusal = unsuitable;
            var head = HeadOf(metrics, metric.Kind, i);
            if (refusal == default && points.Time(head, out refusal) is { } timestampMs && Point(metrics, metric, points, i, timestampMs, out refusal))
            {
                latestMs = Math.Max(latestMs, timestampMs);
                intake.Accept();
            }
            else
            {
                intake.Refuse(intake.Accepted + intake.Refused, refusal);
            }
        }

        return latestMs;
    }

    private void Describe(OtlpMetrics metrics, string name, in OtlpMetric metric)
    {
        descriptions.Note(name, MetricFact.Type, metric.Kind switch
        {
            OtlpKind.Sum when metric.Monotonic => "counter"u8,
            OtlpKind.Histogram or OtlpKind.Exponential => "histogram"u8,
            OtlpKind.Summary => "summary"u8,
            _ => "gauge"u8,
        });
        descriptions.Note(name, MetricFact.Help, metrics.Bytes(metric.Description));
        descriptions.Note(name, MetricFact.Unit, Encoding.UTF8.GetBytes(UnitSuffix.Of(Encoding.UTF8.GetString(metrics.Bytes(metric.Unit))).Main));
    }

    private static Refusal Unsuitable(MetricContext context, in OtlpMetric metric)
    {
        if (context.Name.Length == 0)
        {
            return new Refusal(RefusalReason.BadMetricName, "the metric's name has no letter or digit");
        }

        return metric is { Kind: OtlpKind.Sum or OtlpKind.Histogram or OtlpKind.Exponential, Temporality: Temporality.Unspecified }
            ? new Refusal(RefusalReason.BadTemporality, $"'{context.Name}' does not say whether it is delta or cumulative")
            : default;
    }

    private static PointHead HeadOf(OtlpMetrics metrics, OtlpKind kind, int index) => kind switch
    {
        OtlpKind.Histogram => metrics.Histograms[index].Head,
        OtlpKind.Exponential => metrics.Exponentials[index].Head,
        OtlpKind.Summary => metrics.Summaries[index].Head,
        _ => metrics.Numbers[index].Head,
    };

    private bool Point(OtlpMetrics metrics, in OtlpMetric metric, PointIntake points, int index, long timestampMs, out Refusal refusal)
    {
        var delta = metric.Temporality == Temporality.Delta;
        return metric.Kind switch
        {
            OtlpKind.Histogram => new HistogramTranslation(metrics, points, deltas, options).Explicit(metrics.Histograms[index], delta, timestampMs, out refusal),
            OtlpKind.Exponential => new HistogramTranslation(metrics, points, deltas, options).Exponential(metrics.Exponentials[index], delta, timestampMs, out refusal),
            OtlpKind.Summary => Summary(metrics, metrics.Summaries[index], points, timestampMs, out refusal),
            _ => Number(metrics.Numbers[index], delta && metric.Kind == OtlpKind.Sum, points, timestampMs, out refusal),
        };
    }

    private bool Number(in NumberPoint point, bool delta, PointIntake points, long timestampMs, out Refusal refusal)
    {
        if (!point.HasValue && !point.Head.NoRecordedValue)
        {
            refusal = new Refusal(RefusalReason.BadValue, $"a point of '{points.Metric.Name}' has no value");
            return false;
        }

        if (points.Plain(point.Head, out refusal) is not { } series)
        {
            return false;
        }

        var value = point.Value;
        if (point.Head.NoRecordedValue)
        {
            value = StaleMarker.Value;
        }
        else if (delta)
        {
            if (!deltas.TryAdd(series.Main, point.Head.Time, new SumValue(value), points.Intake.Window.NowMs, out var total, out refusal))
            {
                return false;
            }

            value = total.Value;
        }

        return points.Intake.TryAdd(series.Main, timestampMs, value, out refusal);
    }

    private static bool Summary(OtlpMetrics metrics, in SummaryPoint point, PointIntake points, long timestampMs, out Refusal refusal)
    {
        Span<double> quantiles = point.Quantiles.Count <= 64 ? stackalloc double[point.Quantiles.Count / 2] : new double[point.Quantiles.Count / 2];
        for (var i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = metrics.Doubles[point.Quantiles.Start + (2 * i)];
        }

        if (points.Summary(point.Head, quantiles, out refusal) is not { } series)
        {
            return false;
        }

        var stale = point.Head.NoRecordedValue;
        if (!points.Intake.TryAdd(series.Main, timestampMs, stale ? StaleMarker.Value : point.Count, out refusal)
            || !points.Intake.TryAdd(series.Sum!, timestampMs, stale ? StaleMarker.Value : point.Sum, out refusal))
        {
            return false;
        }

        for (var i = 0; i < series.Parts.Length; i++)
        {
            var value = metrics.Doubles[point.Quantiles.Start + (2 * i) + 1];
            if (!points.Intake.TryAdd(series.Parts[i], timestampMs, stale ? StaleMarker.Value : value, out refusal))
            {
                return false;
            }
        }

        return true;
    }
}
