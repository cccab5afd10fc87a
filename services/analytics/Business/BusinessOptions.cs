using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Business;

/// <summary>The figures the business lives on (section <c>Business</c>).</summary>
internal sealed class BusinessOptions : IValidatableObject
{
    private const int MostKpis = 20;

    /// <summary>Figures whose loss is shown with an alert. None by default; at most 20.</summary>
    public IReadOnlyList<Kpi> Kpis { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kpis.Count > MostKpis)
        {
            yield return new($"{Kpis.Count} are given; at most {MostKpis} are kept.", [nameof(Kpis)]);
        }

        foreach (var twice in Kpis.GroupBy(static kpi => kpi.Name).Where(static group => group.Count() > 1))
        {
            yield return new($"Two are named '{twice.Key}'; give each a name of its own.", [nameof(Kpis)]);
        }

        for (var index = 0; index < Kpis.Count; index++)
        {
            if (Kpis[index].Check() is { Any: true } errors)
            {
                yield return new(errors.First, [$"{nameof(Kpis)}:{index}"]);
            }
        }
    }
}
