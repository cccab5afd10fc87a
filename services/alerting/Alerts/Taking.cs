using System.Globalization;

namespace PerfMonitor.Alerting.Alerts;

/// <summary>Somebody's word that an alert is in their hands.</summary>
/// <param name="User">Whose.</param>
/// <param name="Note">What they know or will do; null leaves their earlier note as it is.</param>
/// <param name="Until">When it is taken back by itself; null: not before the alert is over.</param>
/// <param name="IsNewEnd">Whether that is another end than the one before.</param>
internal sealed record Taking(string User, string? Note, DateTimeOffset? Until, bool IsNewEnd)
{
    /// <summary>Until the alert is over, without a word.</summary>
    public static Taking By(string user) => new(user, null, null, false);

    /// <summary>As the alert's story says it.</summary>
    public string Text
    {
        get
        {
            var end = Until is { } until ? string.Create(CultureInfo.InvariantCulture, $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "";
            return Note is null ? $"acknowledged{end}" : $"acknowledged{end}: {Note}";
        }
    }
}
