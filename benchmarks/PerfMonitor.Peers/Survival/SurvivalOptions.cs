using System.Globalization;

namespace PerfMonitor.Peers.Survival;

/// <summary>How long each peer is written to before it is killed.</summary>
internal sealed record SurvivalOptions
{
    public int Seconds { get; private init; } = 20;

    public IReadOnlyList<string> Peers { get; private init; } = ["prometheus", "victoriametrics", "perfmonitor"];

    /// <summary>Reads <c>--seconds 30 --peers perfmonitor</c>; null for anything else.</summary>
    public static SurvivalOptions? Read(ReadOnlySpan<string> arguments)
    {
        var options = new SurvivalOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            options = arguments[i] switch
            {
                "--seconds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 240 => options with { Seconds = seconds },
                "--peers" when value.Split(',').All(peer => peer is "prometheus" or "victoriametrics" or "perfmonitor") => options with { Peers = value.Split(',') },
                _ => null,
            };
            if (options is null) return null;
        }

        return options;
    }
}
