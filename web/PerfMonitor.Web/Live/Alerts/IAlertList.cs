namespace PerfMonitor.Web.Live.Alerts;

/// <summary>Asks alerting for the alerts that are active now.</summary>
internal interface IAlertList
{
    /// <exception cref="HttpRequestException">Alerting does not answer.</exception>
    Task<IReadOnlyList<LiveAlert>> GetActiveAsync(CancellationToken cancellation);
}
