using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>query</c>, <c>query_range</c> and <c>format_query</c> of the Prometheus API.</summary>
internal static class QueryApi
{
    public static void MapQueryApi(this IEndpointRouteBuilder routes)
    {
        routes.MapProm("/query", QueryAsync, "GET", "POST");
        routes.MapProm("/query_range", QueryRangeAsync, "GET", "POST");
        routes.MapProm("/query_exemplars", static (_, parameters) => Task.FromResult(Exemplars(parameters)), "GET", "POST");
        routes.MapProm("/format_query", static (_, parameters) => Task.FromResult(Format(parameters)), "GET", "POST");
        routes.MapProm("/parse_query", static (_, parameters) => Task.FromResult(ParseTree(parameters)), "GET", "POST");
    }

    private static async Task<ApiAnswer> QueryAsync(HttpContext context, ApiParameters parameters)
    {
        var runner = context.RequestServices.GetRequiredService<QueryRunner>();
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var at = parameters.Moment("time", clock.GetUtcNow().ToUnixTimeMilliseconds());
        var limit = parameters.Limit();
        var statistics = QueryStatisticsJson.From(parameters);
        var outcome = await runner.InstantAsync(Parse(parameters), at, Bounds(parameters), context.RequestAborted);
        return Answer(outcome, limit, statistics);
    }

    private static async Task<ApiAnswer> QueryRangeAsync(HttpContext context, ApiParameters parameters)
    {
        var runner = context.RequestServices.GetRequiredService<QueryRunner>();
        var options = context.RequestServices.GetRequiredService<IOptions<QueryOptions>>().Value;
        var (start, end, step) = RangeParameters.Read(parameters);
        if ((end - start) / step > options.MaxPoints)
        {
            throw new ApiException(ApiException.BadData, $"exceeded maximum resolution of {options.MaxPoints:N0} points per timeseries. Try decreasing the query resolution (?step=XX) or raising Query:MaxPoints");
        }

        var limit = parameters.Limit();
        var statistics = QueryStatisticsJson.From(parameters);
        var query = parameters.Text("subject") == "true" ? Subject(Parse(parameters)) : Parse(parameters);
        var outcome = await runner.RangeAsync(query, start, end, step, Bounds(parameters), context.RequestAborted);
        return Answer(outcome, limit, statistics);
    }

    // Of a rule's expression, what it compares with its threshold: what a chart of it shows.
    private static PromQuery Subject(PromQuery query) => ThresholdRewriting.Subject(RuleExpression.Parse(query.ToString()))?.Query ?? query;

    private static ApiAnswer Format(ApiParameters parameters)
    {
        var text = Parse(parameters).Prettify();
        return ApiAnswer.Of(json => json.WriteStringValue(text));
    }

    private static ApiAnswer ParseTree(ApiParameters parameters)
    {
        var expression = Parse(parameters).Expression;
        return ApiAnswer.Of(json => ExpressionJson.Write(json, expression));
    }

    /// <summary>Exemplars are not stored: the answer is that there are none, to a question that is checked all the same.</summary>
    private static ApiAnswer Exemplars(ApiParameters parameters)
    {
        Parse(parameters);
        parameters.OpenRange();
        return ApiAnswer.Texts([], limit: 0);
    }

    /// <exception cref="PromParseException">It is no PromQL; the endpoint answers so.</exception>
    public static PromQuery Parse(ApiParameters parameters) => PromQuery.Parse(parameters.Text("query"));

    public static QueryBounds Bounds(ApiParameters parameters)
    {
        var (timeout, lookBack) = (parameters.Duration("timeout"), parameters.Duration("lookback_delta"));
        return new QueryBounds(
            timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            lookBack is > 0 ? TimeSpan.FromMilliseconds(lookBack.Value) : null);
    }

    private static ApiAnswer Answer(QueryOutcome outcome, int limit, QueryStatisticsJson? statistics)
    {
        var (value, cut) = (outcome.Result.Value, 0);
        if (limit > 0)
        {
            (value, cut) = value switch
            {
                VectorValue vector when vector.Samples.Count > limit => (new VectorValue([.. vector.Samples.Take(limit)]), limit),
                MatrixValue matrix when matrix.Series.Count > limit => (new MatrixValue([.. matrix.Series.Take(limit)]), limit),
                _ => (value, 0),
            };
        }

        return new ApiAnswer((json, cancellationToken) => ResultJson.WriteAsync(json, value, statistics is null ? null : () => statistics.Write(json, outcome.Result.Statistics), cancellationToken))
        {
            Warnings = [.. outcome.Warnings, .. cut > 0 ? ApiAnswer.LimitWarnings(limit + 1, limit) : []],
            Infos = outcome.Infos,
        };
    }
}
