using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Sums, means, extremes and counts of the samples in a window.</summary>
internal static class OverTimeFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        RangeFunctions.AddTo<Sum>(bodies, "sum_over_time");
        RangeFunctions.AddTo<Average>(bodies, "avg_over_time");
        RangeFunctions.AddTo<Minimum>(bodies, "min_over_time");
        RangeFunctions.AddTo<Maximum>(bodies, "max_over_time");
        RangeFunctions.AddTo<Count>(bodies, "count_over_time");
        RangeFunctions.AddTo(bodies, "present_over_time", (in _) => 1);
    }

    private struct Sum : IWindowFunction
    {
        public readonly double Evaluate(in RangeWindow window)
        {
            var sum = new KahanSum(0);
            foreach (double value in window.Values) sum.Add(value);
            return sum.Total;
        }
    }

    private struct Average : IWindowFunction
    {
        public readonly double Evaluate(in RangeWindow window)
        {
            // The usual way; the mean that survives an overflowing sum is slower.
            var sum = new KahanSum(window.Values[0]);
            foreach (double value in window.Values[1..]) sum.Add(value);
            long count = window.SampleCount;
            return double.IsFinite(sum.Sum) || !window.Counts.IsEmpty ? sum.Sum / count + sum.Correction / count : Stepwise(window.Values);
        }

        private static double Stepwise(ReadOnlySpan<double> values)
        {
            var mean = new KahanMean(values[0]);
            foreach (double value in values[1..]) mean.Add(value);
            return mean.Mean;
        }
    }

    // NaN gives way to any number.
    private struct Minimum : IWindowFunction
    {
        public readonly double Evaluate(in RangeWindow window)
        {
            double min = window.Values[0];
            foreach (double value in window.Values)
            {
                if (value < min || double.IsNaN(min)) min = value;
            }

            return min;
        }
    }

    private struct Maximum : IWindowFunction
    {
        public readonly double Evaluate(in RangeWindow window)
        {
            double max = window.Values[0];
            foreach (double value in window.Values)
            {
                if (value > max || double.IsNaN(max)) max = value;
            }

            return max;
        }
    }

    private struct Count : IWindowFunction
    {
        public readonly double Evaluate(in RangeWindow window) => window.SampleCount;
    }
}
