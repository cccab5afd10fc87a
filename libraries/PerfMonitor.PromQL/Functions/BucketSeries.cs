using System.Globalization;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>A bucket of a classic histogram: how many observations were at or below the bound.</summary>
internal record struct Bucket(double UpperBound, double Count);

/// <summary>The series that make up one classic histogram, by bound.</summary>
internal sealed class BucketSeries
{
    private const string Bound = "le";

    private readonly List<(double UpperBound, Row Row)> _buckets = [];

    private BucketSeries(LabelSet labels) => Labels = labels;

    /// <summary>The labels of the buckets without their bound.</summary>
    public LabelSet Labels { get; }

    public int Count => _buckets.Count;

    /// <summary>Puts the series of a vector together by their labels; those without a bound are left out with a warning.</summary>
    public static List<BucketSeries> Gather(VectorSteps vector, CallContext call, int argument)
    {
        var projection = LabelProjection.Excluding([Bound]);
        var byLabels = new Dictionary<LabelSet, BucketSeries>(projection);
        var inOrder = new List<BucketSeries>();
        foreach (var row in vector.Rows)
        {
            string text = row.Labels[Bound] ?? "";
            if (!TryParseBound(text, out double bound))
            {
                call.Context.Annotations.Warn(
                    $"bucket label \"le\" is missing or has a malformed value of {Quoting.Quote(text)} for metric name {Quoting.Quote(row.Labels.Metric)}", call.Argument(argument));
                continue;
            }

            if (!byLabels.TryGetValue(row.Labels, out var histogram))
            {
                histogram = new BucketSeries(projection.Apply(row.Labels));
                byLabels.Add(row.Labels, histogram);
                inOrder.Add(histogram);
            }

            histogram._buckets.Add((bound, row));
        }

        foreach (var histogram in inOrder) histogram._buckets.Sort((a, b) => a.UpperBound.CompareTo(b.UpperBound));
        return inOrder;
    }

    /// <summary>The buckets that have a value at a step, in order of their bounds.</summary>
    public Span<Bucket> At(int step, Bucket[] scratch)
    {
        int present = 0;
        foreach ((double bound, var row) in _buckets)
        {
            double count = row.Values[step];
            if (!Absent.Is(count)) scratch[present++] = new Bucket(bound, count);
        }

        return scratch.AsSpan(0, present);
    }

    private static bool TryParseBound(string text, out double bound)
    {
        if (text is "+Inf" or "Inf" or "+inf" or "inf")
        {
            bound = double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out bound);
    }
}
