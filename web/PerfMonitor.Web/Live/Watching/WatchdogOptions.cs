using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>The dead man's switch of alerting (section <c>Watchdog</c>).</summary>
internal sealed class WatchdogOptions : IValidatableObject
{
    /// <summary>How old the newest heartbeat may be before alerting counts as broken; several times <c>Rules:HeartbeatInterval</c>. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "1.00:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Who is told by mail, at most 100. Default: who gets alerts by mail (<c>Channels:Email:Recipients</c>).</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var recipient in Recipients.Where(static recipient => !MailAddress.TryCreate(recipient, out _)))
        {
            yield return new ValidationResult($"'{recipient}' is not a mail address.", [nameof(Recipients)]);
        }

        if (Recipients.Count > 100)
        {
            yield return new ValidationResult($"{Recipients.Count} recipients are more than 100.", [nameof(Recipients)]);
        }
    }
}
