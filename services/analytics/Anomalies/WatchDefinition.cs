using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>A query whose series the detectors watch, one value each step.</summary>
internal sealed partial record WatchDefinition
{
    private const int LongestExpression = 4_096;

    public required string Name { get; init; }

    public required string Query { get; init; }

    /// <summary>The time from one judged value to the next, as PromQL writes durations; 1 s to 1 h.</summary>
    public string Step { get; init; } = "1m";

    /// <summary>Values below it are out of range.</summary>
    public double? Minimum { get; init; }

    /// <summary>Values above it are out of range.</summary>
    public double? Maximum { get; init; }

    [JsonIgnore]
    public long StepMs => PromTime.TryParseDuration(Step, out var step) ? step : 0;

    /// <summary>
    /// The settings of its detectors. After a restart they learn from the history again, which takes twice their memory: where less
    /// is kept they remember less, so that a restart changes no verdict.
    /// </summary>
    /// <param name="kept">How long samples are kept.</param>
    public DetectionSettings SettingsFor(TimeSpan kept)
    {
        var usual = DetectionSettings.Default.Memory;
        return new DetectionSettings { Minimum = Minimum, Maximum = Maximum, Memory = kept < 2 * usual ? kept / 2 : usual };
    }

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Require(NameForm().IsMatch(Name), "name", "A name has 1 to 64 lower-case letters, digits, '-', '_' and '.', and begins with a letter or digit.");
        errors.RequireLevel(Query, "query", LongestExpression);
        errors.Require(StepMs is >= 1_000 and <= 3_600_000, "step", "A step is a duration from 1s to 1h.");
        errors.Require(!(Minimum >= Maximum), "minimum", "The minimum lies below the maximum.");
        return errors;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NameForm();
}
