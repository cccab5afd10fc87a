using System.ComponentModel;
using System.Globalization;
using System.Text;
using MassTransit;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Actions;

/// <summary>What came of taking an action.</summary>
internal sealed record ActionOutcome(bool Succeeded, string Text);

/// <summary>Takes actions. Requests carry the run's id as <c>Idempotency-Key</c>, so that a second attempt is recognised.</summary>
internal sealed class ActionExecutor(ActionHttp http, HealthProbe health, IBus bus, IOptions<ActionsOptions> options)
{
    /// <summary>What a run would do, in words, which every channel gets: of an address what may be shown, no header values.</summary>
    public string Describe(ActionOptions action, Alert alert) => action.Kind switch
    {
        ActionKind.Http => $"{action.Method} {HttpAddress.Shown(ActionTemplate.InUrl(action.Url, alert.Labels))} with {ActionTemplate.InJson(action.Body, alert.Labels)}",
        ActionKind.Message => $"publish ActionRequested for {action.Name}",
        ActionKind.Script => $"run {action.Script} {string.Join(' ', Arguments(action, alert))}".TrimEnd(),
        _ => $"ask {string.Join(", ", health.Services)} for their health",
    };

    public async Task<ActionOutcome> ExecuteAsync(ActionOptions action, ClaimedRun run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(action.Timeout);
        try
        {
            return action.Kind switch
            {
                ActionKind.Http => await CallAsync(action, run, limit.Token),
                ActionKind.Message => await PublishAsync(action, run, now, limit.Token),
                ActionKind.Script => await RunScriptAsync(action, run, limit.Token),
                _ => await health.CheckAsync(limit.Token),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ActionOutcome(false, $"no end within {Text.Of(action.Timeout)}");
        }
        catch (Exception failure) when (failure is HttpRequestException or MassTransitException or IOException or Win32Exception or UriFormatException)
        {
            return new ActionOutcome(false, failure.Message);
        }
    }

    private static Uri Address(ActionOptions action, Alert alert) => new(ActionTemplate.InUrl(action.Url, alert.Labels));

    private static IEnumerable<string> Arguments(ActionOptions action, Alert alert) => action.Arguments.Select(argument => ActionTemplate.Plain(argument, alert.Labels));

    private async Task<ActionOutcome> CallAsync(ActionOptions action, ClaimedRun run, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(action.Method), Address(action, run.Alert));
        request.Headers.Add("Idempotency-Key", run.Id.ToString());
        foreach (var (name, value) in action.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (action.Body.Length > 0)
        {
            request.Content = new StringContent(ActionTemplate.InJson(action.Body, run.Alert.Labels), Encoding.UTF8, "application/json");
        }

        var (status, answer) = await http.SendAsync(request, cancellationToken);
        var body = RequestSecrets.Hide(answer, request);
        return new ActionOutcome(status is >= 200 and < 300, string.Create(CultureInfo.InvariantCulture, $"answered {status} {Text.Cut(body.ReplaceLineEndings(" ").Trim(), 200)}").TrimEnd());
    }

    private async Task<ActionOutcome> PublishAsync(ActionOptions action, ClaimedRun run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await bus.Publish(
            new ActionRequested { RunId = run.Id, Action = action.Name, Fingerprint = run.Alert.Fingerprint, RuleName = run.Alert.Name, Labels = run.Alert.Labels, StartedAt = now }, cancellationToken);
        return new ActionOutcome(true, "the bus has the message");
    }

    private async Task<ActionOutcome> RunScriptAsync(ActionOptions action, ClaimedRun run, CancellationToken cancellationToken)
    {
        if (run.StartedBefore)
        {
            return new ActionOutcome(false, "the process ended while the script ran; a script is not run again by itself");
        }

        // A link out of the folder is not in the folder.
        var file = new FileInfo(Path.Combine(options.Value.ScriptFolder, action.Script));
        if (options.Value.ScriptFolder.Length == 0 || !file.Exists || file.LinkTarget is not null)
        {
            return new ActionOutcome(false, $"there is no script '{action.Script}' in Actions:ScriptFolder ({options.Value.ScriptFolder})");
        }

        var variables = new Dictionary<string, string> { ["PERFMONITOR_RUN"] = run.Id.ToString(), ["PERFMONITOR_FINGERPRINT"] = run.Alert.Fingerprint };
        return await ScriptProcess.RunAsync(file, Arguments(action, run.Alert), variables, cancellationToken);
    }
}
