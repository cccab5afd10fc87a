using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Reporting.Generation;

/// <summary>How reports are made and delivered (section <c>Generation</c>).</summary>
internal sealed class GenerationOptions : IValidatableObject
{
    /// <summary>How long a report belongs to the process that works on it without a sign of life. Default: 2 minutes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the queue is looked at when nobody says that there is something. Default: 2 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause after the first attempt that did not succeed; it doubles with each. Default: 5 s.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause between attempts. Default: 5 minutes.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Attempts before a report, or its mail, is given up. Default: 24, about an hour and a half.</summary>
    [Range(1, 1000)]
    public int MostAttempts { get; init; } = 24;

    /// <summary>Largest size of one file of a report. Default: 32 MiB.</summary>
    [Range(100_000, 256 * 1024 * 1024)]
    public int LargestFileBytes { get; init; } = 32 * 1024 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease < TimeSpan.FromSeconds(10) || Lease > TimeSpan.FromHours(1))
        {
            yield return new($"{Lease} is not between 10 seconds and one hour.", [nameof(Lease)]);
        }

        if (PollInterval < TimeSpan.FromMilliseconds(100) || PollInterval > TimeSpan.FromMinutes(5))
        {
            yield return new($"{PollInterval} is not between 0.1 seconds and 5 minutes.", [nameof(PollInterval)]);
        }

        if (FirstRetryDelay <= TimeSpan.Zero || FirstRetryDelay > LongestRetryDelay)
        {
            yield return new($"{FirstRetryDelay} is not above 0 and at most Generation:LongestRetryDelay ({LongestRetryDelay}).", [nameof(FirstRetryDelay)]);
        }
    }
}
