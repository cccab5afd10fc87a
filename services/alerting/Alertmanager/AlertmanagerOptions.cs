using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>Alerts that others report over Alertmanager's API (section <c>Alertmanager</c>).</summary>
internal sealed class AlertmanagerOptions : IValidatableObject
{
    /// <summary>When an alert that was reported without an end is over, unless it is reported again. Default: what the file in <c>Routing:AlertmanagerFile</c> says, else 5 min.</summary>
    public TimeSpan ResolveTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reported alerts that may be open at once; further ones are refused. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MostAlerts { get; init; } = 10_000;

    /// <summary>What is wrong with a time after which alerts are over; null where nothing is.</summary>
    public static string? Refuse(TimeSpan timeout) => timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromDays(1) ? $"{timeout} is not between 1 s and 1 day." : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Refuse(ResolveTimeout) is { } reason)
        {
            yield return new(reason, [nameof(ResolveTimeout)]);
        }
    }
}
