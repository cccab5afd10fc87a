namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>A query and the times it is asked for, in milliseconds; a step of 0 makes it an instant query.</summary>
/// <param name="Number">Its number in the run; with the seed it names the query.</param>
/// <param name="Tree">What is asked.</param>
/// <param name="StartMs">The first step.</param>
/// <param name="EndMs">The last step.</param>
/// <param name="StepMs">Their distance.</param>
internal sealed record DifferentialQuery(long Number, QueryTree Tree, long StartMs, long EndMs, long StepMs)
{
    public bool IsRange => StepMs > 0;

    public string Text => Tree.Text;
}
