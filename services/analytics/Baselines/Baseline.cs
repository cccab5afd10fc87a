using PerfMonitor.Analysis.Baselines;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Where a baseline comes from.</summary>
internal enum BaselineSource
{
    /// <summary>Somebody named a range of time.</summary>
    Range,

    /// <summary>A load-test run.</summary>
    Run,

    /// <summary>The first sufficient data.</summary>
    Automatic,
}

/// <summary>How the system was over a range of time; never changed once taken.</summary>
internal sealed record Baseline
{
    public required string Name { get; init; }

    /// <summary>1 for the first of the name; assigned when it is stored.</summary>
    public int Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Seconds from one sample of a component to the next.</summary>
    public required double StepSeconds { get; init; }

    public required BaselineSource Source { get; init; }

    /// <summary>The load-test run, where it is one's.</summary>
    public string? Run { get; init; }

    public string? Note { get; init; }

    public required IReadOnlyList<BaselineComponent> Components { get; init; }
}

/// <summary>A figure that is compared: what to ask, and which way is better.</summary>
internal record ComponentDefinition
{
    public required string Name { get; init; }

    /// <summary>PromQL that gives one series; <c>$run</c> stands for the run's id.</summary>
    public required string Query { get; init; }

    public string Unit { get; init; } = "";

    public Better Better { get; init; } = Better.Lower;

    public ComponentRole Role { get; init; } = ComponentRole.Other;

    /// <summary>The improvement that is aimed at, in percent.</summary>
    public double? TargetPercent { get; init; }
}

/// <summary>A component with the samples it gave; null where there was none at a step.</summary>
internal sealed record BaselineComponent : ComponentDefinition
{
    public required IReadOnlyList<double?> Samples { get; init; }

    /// <summary>The samples in order of time, without the gaps.</summary>
    public IReadOnlyList<double> Measured() => [.. Samples.OfType<double>()];

    public static BaselineComponent Of(ComponentDefinition definition, IEnumerable<double> samples) => new()
    {
        Name = definition.Name,
        Query = definition.Query,
        Unit = definition.Unit,
        Better = definition.Better,
        Role = definition.Role,
        TargetPercent = definition.TargetPercent,
        Samples = [.. samples.Select(static sample => double.IsFinite(sample) ? sample : (double?)null)],
    };
}
