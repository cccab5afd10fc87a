using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.History;

/// <summary>How many samples a query may still load. One query's reads share it; not safe for concurrent use.</summary>
internal sealed class SampleBudget(long limit)
{
    private long _spent;

    /// <summary>Takes from the budget.</summary>
    /// <exception cref="PromEvaluationException">It is used up.</exception>
    public void Spend(long count)
    {
        _spent += count;
        if (_spent > limit)
        {
            throw new PromEvaluationException("query processing would load too many samples into memory in query execution; ask for a shorter range or fewer series (Query:MaxSamples)");
        }
    }
}
