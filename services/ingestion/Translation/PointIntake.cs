using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>Takes the data points of one metric into a request's intake, one point wholly or not at all.</summary>
internal readonly struct PointIntake(OtlpMetrics metrics, MetricContext metric, Intake intake, TranslationCache cache)
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    public MetricContext Metric => metric;

    public Intake Intake => intake;

    /// <summary>Checks a point's time; null and the refusal where it cannot be taken.</summary>
    public long? Time(in PointHead head, out Refusal refusal)
    {
        if (head.Time == 0)
        {
            refusal = new Refusal(RefusalReason.BadTimestamp, $"a point of '{metric.Name}' has no time_unix_nano");
            return null;
        }

        var timestampMs = (long)(head.Time / NanosecondsPerMillisecond);
        refusal = intake.Window.Check(timestampMs) ?? default;
        return refusal == default ? timestampMs : null;
    }

    /// <summary>The series of a gauge or sum point.</summary>
    public PointSeries? Plain(in PointHead head, out Refusal refusal)
    {
        refusal = default;
        var attributes = metrics.Bytes(head.Attributes);
        if (Known(attributes) is { } known)
        {
            return known;
        }

        if (intake.Resolve(LabelsFor(attributes).Build(metric.Name), out refusal) is not { } series)
        {
            return null;
        }

        return Remember(attributes, new PointSeries(series, null, null, [], []));
    }

    /// <summary>The series of a histogram's count alone.</summary>
    public Series? Count(in PointHead head, out Refusal refusal)
    {
        refusal = default;
        var attributes = metrics.Bytes(head.Attributes);
        return Known(attributes)?.Main ?? intake.Resolve(LabelsFor(attributes).Build(metric.Name + "_count"), out refusal);
    }

    /// <summary>The series of a histogram point: count, sum where it has one, a bucket per bound and the last one at infinity.</summary>
    public PointSeries? Histogram(in PointHead head, bool hasSum, ReadOnlySpan<double> bounds, out Refusal refusal) =>
        Composite(head, hasSum, bounds, metric.Name + "_bucket", "le", infinity: true, out refusal);

    /// <summary>The series of a summary point: count, sum and one per quantile.</summary>
    public PointSeries? Summary(in PointHead head, ReadOnlySpan<double> quantiles, out Refusal refusal) =>
        Composite(head, hasSum: true, quantiles, metric.Name, "quantile", infinity: false, out refusal);

    /// <summary>The series that earlier points of the same attributes fed.</summary>
    public PointSeries? Known(ReadOnlySpan<byte> attributes) =>
        metric.Points.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(attributes, out var series) && series.IsLive ? series : null;

    private PointSeries? Composite(in PointHead head, bool hasSum, ReadOnlySpan<double> marks, string partName, string markLabel, bool infinity, out Refusal refusal)
    {
        refusal = default;
        var attributes = metrics.Bytes(head.Attributes);
        if (Known(attributes) is { } known && (known.Sum is not null) == hasSum && marks.SequenceEqual(known.Marks))
        {
            return known;
        }

        var labels = LabelsFor(attributes);
        var parts = new Series[marks.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (intake.Resolve(labels.Build(partName, markLabel, FloatText.Of(marks[i])), out refusal) is not { } part)
            {
                return null;
            }

            parts[i] = part;
        }

        var last = infinity ? intake.Resolve(labels.Build(partName, markLabel, "+Inf"), out refusal) : null;
        var sum = refusal == default && hasSum ? intake.Resolve(labels.Build(metric.Name + "_sum"), out refusal) : null;
        var count = refusal == default ? intake.Resolve(labels.Build(metric.Name + "_count"), out refusal) : null;
        return count is null ? null : Remember(attributes, new PointSeries(count, sum, last, marks.ToArray(), parts));
    }

    private PointSeries Remember(ReadOnlySpan<byte> attributes, PointSeries series)
    {
        cache.Remember(metric, attributes, series);
        return series;
    }

    private PointLabels LabelsFor(ReadOnlySpan<byte> attributes) => PointLabels.Of(AttributeText.Decode(attributes), metric.Scope.Common);

    /// <summary>The labels of a point, from which its series' sets are built.</summary>
    private readonly record struct PointLabels(Dictionary<string, string> Labels)
    {
        // What resource and scope say about identity wins over an attribute of the same name.
        public static PointLabels Of(List<KeyValuePair<string, string>> attributes, IReadOnlyDictionary<string, string> common)
        {
            var labels = new Dictionary<string, string>(StringComparer.Ordinal);
            CommonLabels.Add(labels, attributes);
            foreach (var (name, value) in common)
            {
                labels[name] = value;
            }

            return new PointLabels(labels);
        }

        public LabelSet Build(string metric) => LabelSet.Create(metric, Labels.Select(label => new Label(label.Key, label.Value)));

        public LabelSet Build(string metric, string markLabel, string mark) =>
            LabelSet.Create(metric, Labels.Where(label => label.Key != markLabel).Select(label => new Label(label.Key, label.Value)).Append(new Label(markLabel, mark)));
    }
}
