namespace PerfMonitor.PromQL.Evaluation;

/// <summary>The samples of one series in one window, open on the left: <c>(StartMs, EndMs]</c>. Never empty.</summary>
internal readonly ref struct RangeWindow
{
    public required ReadOnlySpan<long> Timestamps { get; init; }

    public required ReadOnlySpan<double> Values { get; init; }

    /// <summary>How many samples each value stands for; empty where every value is one.</summary>
    public ReadOnlySpan<int> Counts { get; init; }

    public required long StartMs { get; init; }

    public required long EndMs { get; init; }

    /// <summary>The step the window is evaluated for, which an offset or <c>@</c> does not move.</summary>
    public required long StepTimeMs { get; init; }

    /// <summary>The scalar arguments of the function at this step.</summary>
    public double First { get; init; }

    /// <inheritdoc cref="First"/>
    public double Second { get; init; }

    /// <summary>The values never fall anywhere near the window, so no counter began anew in it.</summary>
    public bool NeverFalls { get; init; }

    public int Count => Values.Length;

    /// <summary>The samples the values stand for.</summary>
    public long SampleCount
    {
        get
        {
            if (Counts.IsEmpty) return Count;
            long samples = 0;
            foreach (int count in Counts) samples += count;
            return samples;
        }
    }
}

/// <summary>The value of a function over one window, or <see cref="Absent"/>.</summary>
internal delegate double WindowFunction(in RangeWindow window);

/// <summary>The same as a structure, which the compiler builds into the loop over the windows: for the functions asked most.</summary>
internal interface IWindowFunction
{
    double Evaluate(in RangeWindow window);
}
