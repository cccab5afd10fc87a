using System.Globalization;

namespace PerfMonitor.Peers.Latency;

/// <summary>How long a run of alerts is.</summary>
internal sealed record LatencyOptions
{
    /// <summary>Alerts in each pass.</summary>
    public int Alerts { get; private init; } = 200;

    /// <summary>Other samples per second in the second pass.</summary>
    public int Load { get; private init; } = 100_000;

    public IReadOnlyList<string> Peers { get; private init; } = ["prometheus", "perfmonitor"];

    /// <summary>Reads <c>--alerts 50 --load 20000 --peers perfmonitor</c>; null for anything else.</summary>
    public static LatencyOptions? Read(ReadOnlySpan<string> arguments)
    {
        var options = new LatencyOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            options = (arguments[i], number) switch
            {
                ("--alerts", >= 10 and <= 10_000) => options with { Alerts = number },
                ("--load", >= 0 and <= 1_000_000) => options with { Load = number },
                ("--peers", _) when value.Split(',').All(peer => peer is "prometheus" or "perfmonitor") => options with { Peers = value.Split(',') },
                _ => null,
            };
            if (options is null) return null;
        }

        return options;
    }
}
