using System.Reflection;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>status/buildinfo</c> of the Prometheus API; clients ask it to learn whom they speak with.</summary>
internal static class StatusApi
{
    public static void MapStatusApi(this IEndpointRouteBuilder routes) =>
        routes.MapProm("/status/buildinfo", static (_, _) => Task.FromResult(ApiAnswer.Of(static json =>
        {
            json.WriteStartObject();
            json.WriteString("application", "PerfMonitor");
            json.WriteString("version", typeof(StatusApi).Assembly.GetName().Version?.ToString(3));
            json.WriteString("revision", typeof(StatusApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+').ElementAtOrDefault(1) ?? "");
            json.WriteString("branch", "");
            json.WriteString("buildUser", "");
            json.WriteString("buildDate", "");
            json.WriteString("goVersion", "");
            json.WriteEndObject();
        })));
}
