using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Emergency actions (section <c>Actions</c>).</summary>
internal sealed class ActionsOptions : IValidatableObject
{
    private const int MostActions = 100;

    /// <summary>The only folder scripts are taken from. Default: none, and no script runs.</summary>
    public string ScriptFolder { get; init; } = "";

    /// <summary>Where the strategy takes orders to reduce its exposure; <c>emergency_risk_reduction</c> is off without. Default: none.</summary>
    public string RiskUrl { get; init; } = "";

    /// <summary>Header <c>Authorization</c> for <see cref="RiskUrl"/>. A secret. Default: none.</summary>
    public string RiskAuthorization { get; init; } = "";

    /// <summary>Actions beside the shipped ones; one of a shipped name replaces that.</summary>
    public IReadOnlyList<ActionOptions> Defined { get; init; } = [];

    /// <summary>The shipped actions and the configured ones.</summary>
    public IReadOnlyList<ActionOptions> All => [.. Defined, .. ShippedActions.Of(this).Where(shipped => Defined.All(one => one.Name != shipped.Name))];

    /// <summary>The action of a name; null where it is configured no more.</summary>
    public ActionOptions? Find(string name) => All.FirstOrDefault(action => action.Name == name);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Defined.Count > MostActions)
        {
            yield return new($"{Defined.Count} actions; {MostActions} is the most.", [nameof(Defined)]);
        }

        foreach (var (index, action) in Defined.Index())
        {
            foreach (var error in action.Validate(Defined.Count(one => one.Name == action.Name) > 1))
            {
                yield return new(error, [$"{nameof(Defined)}:{index}"]);
            }
        }
    }
}
