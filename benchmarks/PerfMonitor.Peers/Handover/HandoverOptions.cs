using System.Globalization;

namespace PerfMonitor.Peers.Handover;

/// <summary>How often a second instance comes and goes, and beside what.</summary>
internal sealed record HandoverOptions
{
    /// <summary>Times that an instance joins and leaves, and joins and is killed.</summary>
    public int Rounds { get; private init; } = 3;

    /// <summary>Other samples per second.</summary>
    public int Load { get; private init; }

    /// <summary>Reads <c>--rounds 5 --load 20000</c>; null for anything else.</summary>
    public static HandoverOptions? Read(ReadOnlySpan<string> arguments)
    {
        var options = new HandoverOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var number = i + 1 < arguments.Length && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            options = (arguments[i], number) switch
            {
                ("--rounds", >= 1 and <= 100) => options with { Rounds = number },
                ("--load", >= 0 and <= 1_000_000) => options with { Load = number },
                _ => null,
            };
            if (options is null) return null;
        }

        return options;
    }
}
