using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>How notifications are sent and sent again (section <c>Delivery</c>).</summary>
internal sealed class DeliveryOptions : IValidatableObject
{
    /// <summary>Attempts for one notification at most. Default: 20, about two and a half hours with the other defaults.</summary>
    [Range(1, 100)]
    public int MaximumAttempts { get; init; } = 20;

    /// <summary>Wait before the second attempt; doubles with each further one. Default: 1 s.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts. Default: 15 min.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest time for one attempt. Default: 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After this time an attempt whose process has died is made again, under the same id. Must be above <see cref="Timeout"/>. Default: 30 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts under way at once for each channel. Default: 4.</summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstRetry <= TimeSpan.Zero || FirstRetry > LongestRetry)
        {
            yield return new($"{FirstRetry} is not above 0 and at most LongestRetry ({LongestRetry}).", [nameof(FirstRetry)]);
        }

        if (Timeout <= TimeSpan.Zero)
        {
            yield return new($"{Timeout} is not above 0.", [nameof(Timeout)]);
        }

        if (Lease < Timeout + TimeSpan.FromSeconds(5))
        {
            yield return new($"{Lease} is not at least 5 s above Timeout ({Timeout}): an attempt could be made twice at once.", [nameof(Lease)]);
        }
    }
}
