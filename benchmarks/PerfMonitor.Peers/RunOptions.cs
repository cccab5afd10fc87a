using System.Globalization;

namespace PerfMonitor.Peers;

/// <summary>How large a run is. The defaults are the table in docs/performance.md; smaller ones keep it short.</summary>
internal sealed record RunOptions
{
    public int Series { get; private init; } = 10_000;

    /// <summary>Of samples in each round.</summary>
    public int Hours { get; private init; } = 6;

    /// <summary>So many times <see cref="Hours"/> are sent, one after the other: the first meets a server that has just started.</summary>
    public int Rounds { get; private init; } = 2;

    /// <summary>The distance of samples in seconds.</summary>
    public int Interval { get; private init; } = 15;

    public int Connections { get; private init; } = 4;

    /// <summary>Requests measured per query, after three that are not.</summary>
    public int Repeats { get; private init; } = 25;

    /// <summary>For so many seconds each query is asked, one after the other, before it is measured a second time.</summary>
    public int Warm { get; private init; } = 10;

    public IReadOnlyList<string> Peers { get; private init; } = ["prometheus", "victoriametrics", "perfmonitor"];

    /// <summary>In each round.</summary>
    public int SamplesPerSeries => Hours * 3_600 / Interval;

    /// <summary>In each round.</summary>
    public long Samples => (long)Series * SamplesPerSeries;

    /// <summary>Reads <c>--series 2000 --hours 1 --peers prometheus,perfmonitor</c>; null, with the reason, for anything else.</summary>
    public static RunOptions? Read(string[] arguments, out string reason)
    {
        var options = new RunOptions();
        reason = "";
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                reason = $"{arguments[i]} has no value";
                return null;
            }

            var number = int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : (int?)null;
            var next = (arguments[i], number) switch
            {
                ("--series", >= 100) => options with { Series = number.Value },
                ("--hours", <= 23) => options with { Hours = number.Value },
                ("--rounds", <= 4) => options with { Rounds = number.Value },
                ("--interval", not null) => options with { Interval = number.Value },
                ("--connections", <= 64) => options with { Connections = number.Value },
                ("--repeats", not null) => options with { Repeats = number.Value },
                ("--warm", <= 120) => options with { Warm = number.Value },
                ("--peers", _) => options with { Peers = arguments[i + 1].Split(',') },
                _ => null,
            };
            if (next is null)
            {
                reason = $"{arguments[i]} {arguments[i + 1]} is not understood";
                return null;
            }

            options = next;
        }

        return options;
    }
}
