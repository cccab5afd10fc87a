namespace PerfMonitor.Pdf.Charts;

/// <summary>Lines over time: what to draw, without how.</summary>
public sealed record LineChart
{
    public required string Title { get; init; }

    public required ValueUnit Unit { get; init; }

    /// <summary>Start of the time axis.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the time axis, after its start.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The zone the time axis is labelled in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    /// <summary>Two points farther apart are not joined: the data between them are missing. Null joins all.</summary>
    public TimeSpan? LongestJoin { get; init; }

    /// <summary>Lowest value of the axis; null takes it from the data. Data below it extend the axis.</summary>
    public double? Minimum { get; init; } = 0;

    /// <summary>Highest value of the axis; null takes it from the data. Data above it extend the axis.</summary>
    public double? Maximum { get; init; }

    public IReadOnlyList<ChartThreshold> Thresholds { get; init; } = [];

    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>What stands in the middle of a chart without any value.</summary>
    public string NoData { get; init; } = "No data in this period";
}
