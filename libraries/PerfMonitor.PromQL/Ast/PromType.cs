namespace PerfMonitor.PromQL.Ast;

/// <summary>The four types of PromQL's values.</summary>
public enum PromType
{
    /// <summary>One number per step, without labels.</summary>
    Scalar,

    /// <summary>At each step, one sample of each of several series.</summary>
    InstantVector,

    /// <summary>At each step, a range of samples of each of several series.</summary>
    RangeVector,

    /// <summary>A text.</summary>
    Text,
}

internal static class PromTypeNames
{
    /// <summary>The name used in the documentation and in error messages.</summary>
    public static string Describe(this PromType type) => type switch
    {
        PromType.Scalar => "scalar",
        PromType.InstantVector => "instant vector",
        PromType.RangeVector => "range vector",
        _ => "string",
    };
}
