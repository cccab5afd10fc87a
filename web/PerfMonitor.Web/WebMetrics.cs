using System.Diagnostics.Metrics;

namespace PerfMonitor.Web;

/// <summary>What the web process counts about itself; the meter is named after the assembly.</summary>
internal sealed class WebMetrics : IDisposable
{
    private readonly Meter _meter = new("PerfMonitor.Web");
    private readonly Counter<long> _logins;
    private readonly Counter<long> _gatewayRequests;
    private readonly Counter<long> _framesSkipped;
    private readonly Counter<long> _clientsRefused;
    private readonly Counter<long> _auditEntriesLost;
    private long _liveClients;

    public WebMetrics()
    {
        _logins = _meter.CreateCounter<long>("perfmonitor.web.logins", "{login}", "Sign-ins tried, by outcome.");
        _gatewayRequests = _meter.CreateCounter<long>("perfmonitor.web.gateway.requests", "{request}", "Requests passed on, by service and status code.");
        _framesSkipped = _meter.CreateCounter<long>("perfmonitor.web.live.frames_skipped", "{frame}", "Frames a slow WebSocket client did not get, by topic.");
        _clientsRefused = _meter.CreateCounter<long>("perfmonitor.web.live.clients_refused", "{client}", "WebSocket clients refused or dropped, by reason.");
        _auditEntriesLost = _meter.CreateCounter<long>("perfmonitor.web.audit.entries_lost", "{entry}", "Audit entries that went to the process log because the database was away.");
        _meter.CreateObservableGauge("perfmonitor.web.live.clients", () => Interlocked.Read(ref _liveClients), "{client}", "WebSocket clients connected.");
        foreach (var outcome in (ReadOnlySpan<string>)["success", "wrong", "throttled"])
            Login(outcome, 0);
        _auditEntriesLost.Add(0);
    }

    public void Login(string outcome, long count = 1) => _logins.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    public void GatewayRequest(string service, int status) =>
        _gatewayRequests.Add(1, new("service", service), new KeyValuePair<string, object?>("code", status));

    public void FrameSkipped(string topic) => _framesSkipped.Add(1, new KeyValuePair<string, object?>("topic", topic));

    public void ClientRefused(string reason) => _clientsRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void AuditEntryLost() => _auditEntriesLost.Add(1);

    public void LiveClients(long change) => Interlocked.Add(ref _liveClients, change);

    public void Dispose() => _meter.Dispose();
}
