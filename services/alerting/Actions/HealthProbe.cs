using System.Text.Json;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Asks the services of this system how they are, each at <c>/health/ready</c>.</summary>
internal sealed class HealthProbe(ActionHttp http, IConfiguration configuration)
{
    // A service that hangs is the news; it must not hide what the others say.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Known = ["ingestion", "analytics", "alerting", "reporting", "loadtest", "web"];

    /// <summary>Those whose address is configured.</summary>
    public IReadOnlyList<string> Services => [.. Known.Where(service => Address(service) is not null)];

    public async Task<ActionOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Services.Select(async service => (Service: service, State: await AskAsync(service, cancellationToken))));
        var sick = answers.Where(static answer => answer.State != "Healthy").ToList();
        return answers.Length == 0
            ? new ActionOutcome(false, "no service's address is configured (services:NAME:http:0)")
            : new ActionOutcome(true, sick.Count == 0 ? $"all {answers.Length} services are healthy" : string.Join("; ", sick.Select(static answer => $"{answer.Service} is {answer.State}")) + $"; {answers.Length - sick.Count} of {answers.Length} are healthy");
    }

    private string? Address(string service) => configuration[$"services:{service}:http:0"] is { Length: > 0 } address ? address : null;

    private async Task<string> AskAsync(string service, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Address(service)!.TrimEnd('/')}/health/ready");
            var (status, body) = await http.SendAsync(request, limit.Token);
            return Read(status, body);
        }
        catch (HttpRequestException unreachable)
        {
            return $"not reachable ({unreachable.Message})";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"not answering within {Text.Of(Patience)}";
        }
    }

    /// <summary>The word for the whole, and for what is not well the check and its reason.</summary>
    public static string Read(int status, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var whole = document.RootElement.GetProperty("status").GetString()!;
            if (whole == "Healthy" || !document.RootElement.TryGetProperty("checks", out var checks))
            {
                return whole;
            }

            var reasons = checks.EnumerateObject().Where(static check => check.Value.GetProperty("status").GetString() != "Healthy")
                .Select(static check => $"{check.Name}: {(check.Value.TryGetProperty("detail", out var why) ? why.GetString() : check.Value.GetProperty("status").GetString())}");
            return $"{whole} ({string.Join(", ", reasons)})";
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"answering {status} without a report";
        }
    }
}
