using Microsoft.Extensions.Configuration;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Looks up connection strings and says what to do when one is missing.</summary>
internal static class ConnectionStrings
{
    public static string Require(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"ConnectionStrings:{name} is not set (the AppHost sets it through WithReference; by hand: environment variable ConnectionStrings__{name}).");
}
