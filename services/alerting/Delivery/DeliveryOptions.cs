using System.ComponentModel.DataAnnotations;
using PerfMonitor.Alerting.Receivers;

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

    /// <summary>How much a channel is told at most, by its name; what is more goes out as a digest. Default: what its kind usually takes (<see cref="IReceiver.UsualLimit"/>).</summary>
    public IReadOnlyDictionary<string, LimitOptions> Limits { get; init; } = new Dictionary<string, LimitOptions>();

    /// <summary>The limit of a channel; null: none.</summary>
    public LimitOptions? LimitOf(IReceiver receiver) =>
        receiver.TakesDigests && (Limits.GetValueOrDefault(receiver.Name) ?? receiver.UsualLimit) is { Most: > 0 } limit ? limit : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstRetry <= TimeSpan.Zero || FirstRetry > LongestRetry)
        {
            yield return new($"{FirstRetry} is not above 0 and at most LongestRetry ({LongestRetry}).", [nameof(FirstRetry)]);
        }

        foreach (var (channel, limit) in Limits)
        {
            if (limit.Most is < 0 or > 10_000)
            {
                yield return new($"{limit.Most} is not between 0 and 10,000.", [$"{nameof(Limits)}:{channel}:{nameof(limit.Most)}"]);
            }

            if (limit.Per < TimeSpan.FromSeconds(1) || limit.Per > TimeSpan.FromDays(1))
            {
                yield return new($"{limit.Per} is not between 1 s and 1 day.", [$"{nameof(Limits)}:{channel}:{nameof(limit.Per)}"]);
            }
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
