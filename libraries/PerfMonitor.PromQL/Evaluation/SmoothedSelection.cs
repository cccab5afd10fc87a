namespace PerfMonitor.PromQL.Evaluation;

/// <summary>The <c>smoothed</c> modifier on an instant selector: the value between the samples around a step, on a straight line.</summary>
internal static class SmoothedSelection
{
    /// <summary>Reads one series; false when no step has a value.</summary>
    public static bool TryRead(SeriesSamples series, StepGrid times, long lookBackMs, Span<double> output)
    {
        bool any = false;
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Read(series.TimestampsMs.Span, series.Values.Span, times.Time(i), lookBackMs);
            any |= !Absent.Is(output[i]);
        }

        return any;
    }

    private static double Read(ReadOnlySpan<long> at, ReadOnlySpan<double> values, long time, long lookBackMs)
    {
        int next = InstantSelection.FirstAfter(at, time);
        bool before = next > 0 && at[next - 1] > time - lookBackMs && !Absent.Is(values[next - 1]);
        if (!before) return Absent.Value;
        bool after = next < at.Length && at[next] <= time + lookBackMs && !Absent.Is(values[next]);
        return !after || at[next - 1] == time
            ? values[next - 1]
            : Interpolation.Between(at[next - 1], values[next - 1], at[next], values[next], time);
    }
}
