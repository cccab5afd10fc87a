namespace PerfMonitor.Alerting.Alerts;

/// <summary>Taking an alert in hand and letting it go again. Pure; null means that nothing changes.</summary>
internal static class Acknowledgement
{
    /// <summary>The alert in the hands of <paramref name="user"/>. Saying it again changes nothing; another user takes it over; a new note replaces the old one.</summary>
    public static Alert? Take(Alert alert, string user, string? note, DateTimeOffset now)
    {
        if (alert.State == AlertState.Acknowledged && alert.AcknowledgedBy == user && (note is null || note == alert.Note))
        {
            return null;
        }

        return alert with { State = AlertState.Acknowledged, AcknowledgedBy = user, AcknowledgedAt = now, Note = note };
    }

    /// <summary>The alert in nobody's hands.</summary>
    public static Alert? Release(Alert alert) =>
        alert.State == AlertState.Acknowledged
            ? alert with { State = AlertState.Firing, AcknowledgedBy = null, AcknowledgedAt = null, Note = null }
            : null;
}
