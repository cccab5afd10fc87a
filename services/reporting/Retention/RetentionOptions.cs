using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Reporting.Retention;

/// <summary>How long reports are kept (section <c>Retention</c>).</summary>
internal sealed class RetentionOptions : IValidatableObject
{
    /// <summary>Reports finished longer ago are deleted. Default: 400 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(400);

    /// <summary>When all files together are larger, the oldest reports are deleted. Default: 4 GiB.</summary>
    [Range(10L * 1024 * 1024, long.MaxValue)]
    public long LargestTotalBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How often old reports are looked for. Default: one hour.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Age < TimeSpan.FromHours(1))
        {
            yield return new($"{Age} is less than one hour.", [nameof(Age)]);
        }

        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(1))
        {
            yield return new($"{Interval} is not between one second and one day.", [nameof(Interval)]);
        }
    }
}
