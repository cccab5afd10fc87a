namespace PerfMonitor.Analysis.Slo;

/// <summary>How a promise stands.</summary>
public enum ObjectiveState
{
    /// <summary>There were no events.</summary>
    NoData,

    /// <summary>The budget lasts.</summary>
    Acceptable,

    /// <summary>It burnt, and has stopped; the budget fills as old failures leave the window.</summary>
    Recovering,

    /// <summary>The budget is being used up faster than allowed.</summary>
    Increasing,

    /// <summary>It is being used up so fast that somebody must look now, or it is gone and more is going.</summary>
    Critical,
}
