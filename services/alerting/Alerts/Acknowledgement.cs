namespace PerfMonitor.Alerting.Alerts;

/// <summary>Taking an alert in hand and letting it go again. Pure; null means that nothing changes.</summary>
internal static class Acknowledgement
{
    /// <summary>The alert in somebody's hands. Saying it again changes nothing; another user takes it over; a new note replaces the old one, and a new end is a change.</summary>
    public static Alert? Take(Alert alert, Taking taking, DateTimeOffset now)
    {
        var isTheirs = alert.State == AlertState.Acknowledged && alert.AcknowledgedBy == taking.User;
        var note = taking.Note ?? (isTheirs ? alert.Note : null);
        return isTheirs && note == alert.Note && !taking.IsNewEnd
            ? null
            : alert with { State = AlertState.Acknowledged, AcknowledgedBy = taking.User, AcknowledgedAt = now, Note = note };
    }

    /// <summary>The alert in nobody's hands.</summary>
    public static Alert? Release(Alert alert) =>
        alert.State == AlertState.Acknowledged
            ? alert with { State = AlertState.Firing, AcknowledgedBy = null, AcknowledgedAt = null, Note = null }
            : null;
}
