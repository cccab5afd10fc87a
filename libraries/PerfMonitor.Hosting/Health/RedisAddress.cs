using System.Globalization;

namespace PerfMonitor.Hosting.Health;

/// <summary>What a probe needs of a StackExchange.Redis connection string: <c>host:port,password=…,user=…,ssl=true</c>.</summary>
internal sealed record RedisAddress(string Host, int Port, string? User, string? Password, bool Tls)
{
    private const int DefaultPort = 6379;

    public static RedisAddress Parse(string connectionString)
    {
        var parts = connectionString.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoint = parts.FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal))
            ?? throw new FormatException("The Redis connection string names no host; expected host:port,password=….");
        var options = parts
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var colon = endpoint.LastIndexOf(':');
        var port = colon < 0 ? DefaultPort
            : int.TryParse(endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given
            : throw new FormatException($"The Redis connection string has no valid port in '{endpoint}'.");
        return new RedisAddress(
            colon < 0 ? endpoint : endpoint[..colon].Trim('[', ']'),
            port,
            options.GetValueOrDefault("user"),
            options.GetValueOrDefault("password"),
            bool.TryParse(options.GetValueOrDefault("ssl"), out var tls) && tls);
    }
}
