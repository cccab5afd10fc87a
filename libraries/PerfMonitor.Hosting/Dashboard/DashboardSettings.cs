using System.Security.Cryptography;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Dashboard;

/// <summary>Where the Aspire dashboard answers and what it wants to be shown; keys are new in every run.</summary>
internal sealed record DashboardSettings(int Port, int OtlpGrpcPort, int OtlpHttpPort, string BrowserToken)
{
    public string OtlpKey { get; } = NewKey();

    public string ResourceServiceKey { get; } = NewKey();

    public string Url => $"http://localhost:{Port}";

    public string LoginUrl => $"{Url}/login?t={BrowserToken}";

    public TelemetryTarget Telemetry => new($"http://localhost:{OtlpHttpPort}", OtlpKey);

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>How the dashboard is told, in its own variables.</summary>
    public Dictionary<string, string> Environment(string resourceServiceUrl) => new()
    {
        ["ASPNETCORE_URLS"] = Url,
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{OtlpGrpcPort}",
        ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{OtlpHttpPort}",
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceServiceUrl,
        ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = ResourceServiceKey,
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = BrowserToken,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = OtlpKey,
        ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__API__PRIMARYAPIKEY"] = OtlpKey,
        ["LOGGING__LOGLEVEL__DEFAULT"] = "Warning",

        // Hexadecimal: compiled with optimisation after 2,000 calls, as our services are; at the usual 30 it compiles longer than it works.
        ["DOTNET_TC_CallCountThreshold"] = "7D0",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };
}
