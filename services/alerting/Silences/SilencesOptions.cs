using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Alerting.Silences;

/// <summary>How silences are kept (section <c>Silences</c>).</summary>
internal sealed class SilencesOptions : IValidatableObject
{
    /// <summary>An active silence that has held nothing back for this long is ended, with a line in the log. 0: never. Default: 30 days.</summary>
    public TimeSpan UselessAfter { get; init; } = TimeSpan.FromDays(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UselessAfter != TimeSpan.Zero && UselessAfter < TimeSpan.FromHours(1))
        {
            yield return new($"{UselessAfter} is neither 0 nor at least 1 h.", [nameof(UselessAfter)]);
        }
    }
}
