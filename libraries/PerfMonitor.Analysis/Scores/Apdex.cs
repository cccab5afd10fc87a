using System.Globalization;

namespace PerfMonitor.Analysis.Scores;

/// <summary>How satisfied users are with response times.</summary>
/// <param name="Satisfied">Requests that succeeded within the threshold T.</param>
/// <param name="Tolerating">Requests that succeeded within 4·T.</param>
/// <param name="Frustrated">Slower ones, and those that failed.</param>
/// <remarks>Application Performance Index, technical specification 1.1, Apdex Alliance 2007.</remarks>
public readonly record struct Apdex(double Satisfied, double Tolerating, double Frustrated)
{
    /// <summary>From this many requests on, as the specification asks for, an index is given without a remark.</summary>
    public const int SmallGroup = 100;

    /// <summary>Requests in all.</summary>
    public double Total => Satisfied + Tolerating + Frustrated;

    /// <summary>(satisfied + tolerating/2)/total, 0 to 1; null without requests.</summary>
    public double? Index => Total > 0 ? (Satisfied + (Tolerating / 2)) / Total : null;

    /// <summary>Sorts response times, in seconds, by the threshold; a failed request is frustrated however fast it failed.</summary>
    public static Apdex Of(IEnumerable<(double Seconds, bool Succeeded)> requests, double thresholdSeconds)
    {
        var (satisfied, tolerating, frustrated) = (0, 0, 0);
        foreach (var (seconds, succeeded) in requests)
        {
            if (!succeeded || !(seconds <= 4 * thresholdSeconds))
            {
                frustrated++;
            }
            else if (seconds <= thresholdSeconds)
            {
                satisfied++;
            }
            else
            {
                tolerating++;
            }
        }

        return new Apdex(satisfied, tolerating, frustrated);
    }

    /// <summary>The index in words.</summary>
    public string Words() => Index is not { } index
        ? "no requests"
        : string.Create(CultureInfo.InvariantCulture, $"apdex {index:0.00}: {Satisfied:0} satisfied, {Tolerating:0} tolerating, {Frustrated:0} frustrated{(Total < SmallGroup ? $" (a small group, fewer than {SmallGroup})" : "")}");
}
