using System.Text.RegularExpressions;
using PerfMonitor.PromQL;

namespace PerfMonitor.Ingestion.Relabelling;

/// <summary>What a step of relabelling does.</summary>
internal enum RelabelAction
{
    /// <summary>Sets the target label where the source matches.</summary>
    Replace,

    /// <summary>Drops what does not match.</summary>
    Keep,

    /// <summary>Drops what matches.</summary>
    Drop,

    /// <summary>Copies every label whose name matches to the name the replacement gives.</summary>
    LabelMap,

    /// <summary>Takes away labels whose name matches.</summary>
    LabelDrop,

    /// <summary>Takes away labels whose name does not match.</summary>
    LabelKeep,

    /// <summary>Sets the target label to the source in lower case.</summary>
    Lowercase,

    /// <summary>Sets the target label to the source in upper case.</summary>
    Uppercase,
}

/// <summary>One step of relabelling (prometheus.io/docs, relabel_config), checked.</summary>
internal sealed record RelabelRule(RelabelAction Action, IReadOnlyList<string> SourceLabels, string Separator, Regex Pattern, string TargetLabel, string Replacement)
{
    private const string UsualPattern = "(.*)";
    private const string UsualReplacement = "$1";

    /// <summary>The rule, or what is wrong with it.</summary>
    public static (RelabelRule? Rule, string? Fault) Check(RelabelInput input)
    {
        var name = input.Action ?? "replace";
        if (!Enum.TryParse<RelabelAction>(name, ignoreCase: true, out var action) || !char.IsAsciiLetter(name[0]))
        {
            return (null, $"the action '{name}' is not taken; {string.Join(", ", Enum.GetNames<RelabelAction>().Select(known => known.ToLowerInvariant()))} are");
        }

        var sets = action is RelabelAction.Replace or RelabelAction.Lowercase or RelabelAction.Uppercase;
        if (sets && string.IsNullOrEmpty(input.TargetLabel))
        {
            return (null, $"the action '{name}' needs a targetLabel");
        }

        if (input.SourceLabels?.Contains(null!) == true)
        {
            return (null, "the sourceLabels must be names");
        }

        if (action is RelabelAction.Keep or RelabelAction.Drop && input.SourceLabels is not { Count: > 0 })
        {
            return (null, $"the action '{name}' needs sourceLabels");
        }

        try
        {
            return (new RelabelRule(
                action, input.SourceLabels ?? [], input.Separator ?? ";", Re2.Compile(input.Regex ?? UsualPattern), input.TargetLabel ?? "", input.Replacement ?? UsualReplacement), null);
        }
        catch (ArgumentException broken)
        {
            return (null, broken.Message);
        }
    }
}
