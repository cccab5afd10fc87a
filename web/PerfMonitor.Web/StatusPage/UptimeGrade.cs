namespace PerfMonitor.Web.StatusPage;

/// <summary>How good a share of successful probes is: of a day on the page and of any time on a badge.</summary>
internal static class UptimeGrade
{
    // Of a day all but a minute and a half, of a year all but nine hours.
    private const double Good = 0.999;

    // Of a day all but a quarter of an hour.
    private const double Fair = 0.99;

    /// <summary>Up, partial or down; unknown where nothing was measured.</summary>
    public static PublicState Of(double? share) =>
        share is not { } known ? PublicState.Unknown
        : known >= Good ? PublicState.Up
        : known >= Fair ? PublicState.Partial
        : PublicState.Down;
}
