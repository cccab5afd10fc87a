using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>Holds the file's own <c>resolve_timeout</c> to the bounds of ours.</summary>
internal sealed class ResolveTimeoutValidation(AlertmanagerFile file) : IValidateOptions<AlertmanagerOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertmanagerOptions options) => Error(file) is { } error ? ValidateOptionsResult.Fail(error) : ValidateOptionsResult.Success;

    public static string? Error(AlertmanagerFile file) => file.ResolveTimeout is { } timeout && AlertmanagerOptions.Refuse(timeout) is { } reason ? $"Alertmanager:ResolveTimeout: resolve_timeout of the file: {reason}" : null;
}
