namespace PerfMonitor.Alerting.Routing.Times;

/// <summary>Times of the wall clock as configured (<c>Routing:TimeIntervals:NAME:N</c>), in the words of Alertmanager's <c>time_intervals</c>.</summary>
internal sealed class TimeIntervalOptions
{
    /// <summary>For example <c>22:00-24:00</c>. Default: the whole day.</summary>
    public IReadOnlyList<string> Times { get; init; } = [];

    /// <summary>For example <c>monday:friday</c> or <c>saturday</c>. Default: all.</summary>
    public IReadOnlyList<string> Weekdays { get; init; } = [];

    /// <summary>For example <c>1:5</c>, or <c>-3:-1</c> for the last three. Default: all.</summary>
    public IReadOnlyList<string> DaysOfMonth { get; init; } = [];

    /// <summary>For example <c>december</c> or <c>1:3</c>. Default: all.</summary>
    public IReadOnlyList<string> Months { get; init; } = [];

    /// <summary>For example <c>2026:2027</c>. Default: all.</summary>
    public IReadOnlyList<string> Years { get; init; } = [];

    /// <summary>IANA name of the place whose clock counts, for example <c>Europe/Berlin</c>. Default: UTC.</summary>
    public string Location { get; init; } = "";
}
