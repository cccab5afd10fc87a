namespace PerfMonitor.Web.Live.Appraisal;

/// <summary>Asks how the system does.</summary>
internal interface IAppraiser
{
    /// <summary>What is not known is null, with its reason; it never fails.</summary>
    Task<Judgement> AskAsync(CancellationToken cancellation);
}
