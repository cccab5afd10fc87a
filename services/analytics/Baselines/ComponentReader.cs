using PerfMonitor.Analytics.Query;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>A component's samples over a grid, and why some or all are missing.</summary>
internal sealed record ComponentReading(ComponentDefinition Component, double[] Samples, string? Error);

/// <summary>Measures components: each expression at every step.</summary>
internal sealed class ComponentReader(GridQuery query)
{
    public async Task<IReadOnlyList<ComponentReading>> ReadAsync(IEnumerable<ComponentDefinition> components, TimeGrid grid, string? run, CancellationToken cancellationToken)
    {
        var readings = new List<ComponentReading>();
        foreach (var component in components)
        {
            var expression = component.Query.Replace("$run", run ?? "", StringComparison.Ordinal);
            var (samples, error) = (await query.AskAsync(expression, grid, cancellationToken)).Single(grid);
            readings.Add(new ComponentReading(component, samples, error));
        }

        return readings;
    }
}
