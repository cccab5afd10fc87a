namespace PerfMonitor.Ingestion.Admission;

/// <summary>Why a sample was not taken. The text is a label value and part of answers, so a member is never renamed.</summary>
internal enum RefusalReason
{
    /// <summary>A line or list element that is no sample: broken JSON, a missing or unknown property, a value of the wrong type.</summary>
    BadSample,
    BadMetricName,
    BadLabelName,
    BadLabelValue,
    TooManyLabels,
    LabelTooLong,
    BadValue,
    BadTimestamp,
    TooOld,
    TooFarInFuture,
    MetricSeriesLimit,
    TotalSeriesLimit,

    /// <summary>The history has no room for another series, as analytics said.</summary>
    HistoryFull,

    /// <summary>Two different label sets with the same 64-bit id; the first one stays.</summary>
    SeriesCollision,

    /// <summary>The same series and time twice in one request, with different values.</summary>
    Duplicate,

    /// <summary>A sum or histogram that does not say whether it is delta or cumulative.</summary>
    BadTemporality,

    /// <summary>A histogram whose bounds and counts do not fit together.</summary>
    BadHistogram,

    /// <summary>A delta point older than what its series has already added up.</summary>
    DeltaOutOfOrder,

    /// <summary>No room for the running total of one more delta series.</summary>
    DeltaSeriesLimit,

    /// <summary>A native histogram of remote write, which is not taken; classic histograms are.</summary>
    NativeHistogram,

    /// <summary>The queue towards the broker is full; the sender is asked to come again.</summary>
    QueueFull,

    /// <summary>The broker did not confirm in time; the sender is asked to come again.</summary>
    NotConfirmed,
}

/// <summary>Why one sample was not taken, with what a person needs to set it right.</summary>
internal readonly record struct Refusal(RefusalReason Reason, string Detail);

internal static class RefusalReasonText
{
    private static readonly string[] Texts = [.. Enum.GetNames<RefusalReason>().Select(SnakeCase)];

    /// <summary>The reason as it appears in answers and labels, such as <c>too_old</c>.</summary>
    public static string Text(this RefusalReason reason) => Texts[(int)reason];

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
