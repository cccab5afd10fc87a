using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Alerting.Store;

/// <summary>How long what is over is kept (section <c>Alerts</c>).</summary>
internal sealed class AlertsOptions : IValidatableObject
{
    /// <summary>Age at which resolved alerts with their stories, notifications, expired silences, maintenance windows and overrides of schedules that are over are removed. Default: 90 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Retention < TimeSpan.FromDays(1))
        {
            yield return new($"{Retention} is below one day.", [nameof(Retention)]);
        }
    }
}
