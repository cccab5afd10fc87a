using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Backup;

/// <summary>Backups that are taken by themselves; section <c>Backup</c>.</summary>
internal sealed class BackupOptions : IValidatableObject
{
    /// <summary>The folder they are written to; with several web instances, one that all of them reach. Empty, the default: none are taken.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Time from one to the next. 1 day by default.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many are kept; older ones are deleted. 14 by default.</summary>
    [Range(1, 1_000)]
    public int Keep { get; init; } = 14;

    /// <summary>Seals the secrets. Empty, the default: they are left out.</summary>
    public string Passphrase { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Passphrase.Length > 0 && Sealer.Refuse(Passphrase) is { } refusal)
            yield return new ValidationResult(refusal, [nameof(Passphrase)]);
    }
}
