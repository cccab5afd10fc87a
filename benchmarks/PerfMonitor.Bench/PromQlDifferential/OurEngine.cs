using PerfMonitor.PromQL;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>Asks our engine as the HTTP API would.</summary>
internal static class OurEngine
{
    // holt_winters became an experimental function under another name in Prometheus 3.
    private static readonly EvaluationOptions Options = new() { EnableExperimentalFunctions = true };

    public static async Task<Answer> AskAsync(DifferentialQuery query, ISeriesSource source)
    {
        try
        {
            var parsed = PromQuery.Parse(query.Text);
            var result = query.IsRange
                ? await parsed.RangeAsync(source, query.StartMs, query.EndMs, TimeSpan.FromMilliseconds(query.StepMs), Options)
                : await parsed.InstantAsync(source, query.StartMs, Options);
            return Answer.OfValue(result.Value);
        }
        catch (PromQueryException failed)
        {
            return new Answer { ErrorType = failed.ErrorType, Error = failed.Message };
        }
    }
}
