using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>labels</c>, <c>label/…/values</c>, <c>series</c> and <c>metadata</c> of the Prometheus API, all from the catalogue.</summary>
internal static class SeriesApi
{
    public static void MapSeriesApi(this IEndpointRouteBuilder routes)
    {
        routes.MapProm("/labels", static (context, parameters) => InTurnAsync(context, (catalogue, token) => Labels(catalogue, parameters, token)), "GET", "POST");
        routes.MapProm("/label/{name}/values", static (context, parameters) => InTurnAsync(context, (catalogue, token) => Values(catalogue, (string)context.Request.RouteValues["name"]!, parameters, token)));
        routes.MapProm("/series", static (context, parameters) => InTurnAsync(context, (catalogue, token) => Series(catalogue, parameters, token)), "GET", "POST");
        routes.MapProm("/metadata", static (context, parameters) => InTurnAsync(context, (catalogue, token) => Metadata(catalogue, parameters, token)));
    }

    /// <summary>Answers from the catalogue within the bounds of a query: of a large one everything is as much work.</summary>
    public static Task<ApiAnswer> InTurnAsync(HttpContext context, Func<SeriesCatalogue, CancellationToken, ApiAnswer> answer)
    {
        var catalogue = Catalogue(context);
        var runner = context.RequestServices.GetRequiredService<QueryRunner>();
        return runner.InTurnAsync(QueryBounds.None, (_, token) => Task.FromResult(answer(catalogue, token)), context.RequestAborted);
    }

    /// <summary>The catalogue once it is whole.</summary>
    private static SeriesCatalogue Catalogue(HttpContext context)
    {
        var catalogue = context.RequestServices.GetRequiredService<SeriesCatalogue>();
        return catalogue.IsLoaded ? catalogue : throw new ApiException(ApiException.Unavailable, "the catalogue of series is being loaded; try again in a moment");
    }

    private static ApiAnswer Labels(SeriesCatalogue catalogue, ApiParameters parameters, CancellationToken cancellationToken)
    {
        var names = Selected(catalogue, parameters, cancellationToken) is { } series
            ? series.SelectMany(static one => one.Labels).Select(static label => label.Name).Distinct().Order(StringComparer.Ordinal).ToList()
            : catalogue.LabelNames();
        return ApiAnswer.Texts(names, parameters.Limit());
    }

    private static ApiAnswer Values(SeriesCatalogue catalogue, string escapedName, ApiParameters parameters, CancellationToken cancellationToken)
    {
        var name = EscapedName.Unescape(escapedName);
        if (!LabelNames.IsValid(name))
        {
            throw new ApiException(ApiException.BadData, $"invalid label name: \"{name}\"");
        }

        var values = Selected(catalogue, parameters, cancellationToken) is { } series
            ? series.Select(one => one.Labels[name]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList()
            : catalogue.LabelValues(name);
        return ApiAnswer.Texts(values, parameters.Limit());
    }

    private static ApiAnswer Series(SeriesCatalogue catalogue, ApiParameters parameters, CancellationToken cancellationToken)
    {
        if (parameters.All("match[]").Count == 0)
        {
            throw new ApiException(ApiException.BadData, "no match[] parameter provided");
        }

        var series = Selected(catalogue, parameters, cancellationToken)!.ToList();
        LabelOrder.Sort(series, cancellationToken);
        return ApiAnswer.Items(series, parameters.Limit(), static (json, one) => ResultJson.WriteLabels(json, one.Labels));
    }

    private static ApiAnswer Metadata(SeriesCatalogue catalogue, ApiParameters parameters, CancellationToken cancellationToken)
    {
        var only = parameters.Text("metric");
        var (limit, limitPerMetric) = (parameters.Limit(), parameters.Limit("limit_per_metric"));
        var families = MetricFamily.From(catalogue.LabelValues(LabelSet.MetricName), Told(catalogue, cancellationToken)).Where(family => only.Length == 0 || family.Name == only).ToList();
        return new ApiAnswer(async (json, token) =>
        {
            json.WriteStartObject();
            foreach (var family in ApiAnswer.Limited(families, limit))
            {
                json.WriteStartArray(family.Name);
                foreach (var info in ApiAnswer.Limited(family.Told, limitPerMetric))
                {
                    json.WriteStartObject();
                    json.WriteString("type", info.Type);
                    json.WriteString("help", info.Help);
                    json.WriteString("unit", info.Unit);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                await ResultJson.FlushAsync(json, token);
            }

            json.WriteEndObject();
        });
    }

    // What ingestion was told of metrics comes as series.
    private static IEnumerable<MetricInfo> Told(SeriesCatalogue catalogue, CancellationToken cancellationToken) => catalogue
        .Select([LabelMatcher.Create(MatchKind.Equal, LabelSet.MetricName, MetricInfo.SeriesName)], long.MinValue / 2, long.MaxValue / 2, cancellationToken)
        .OrderByDescending(static entry => entry.LastSeenMs)
        .ThenByDescending(static entry => entry.FirstSeenMs)
        .Select(static entry => MetricInfo.Of(entry.Labels));

    /// <summary>The series that fit any of the selectors in the range asked for; null where neither was given.</summary>
    private static IEnumerable<CatalogueEntry>? Selected(SeriesCatalogue catalogue, ApiParameters parameters, CancellationToken cancellationToken)
    {
        var selectors = parameters.Matchers();
        var (start, end) = parameters.OpenRange();
        if (selectors.Count == 0 && parameters.Text("start").Length == 0 && parameters.Text("end").Length == 0)
        {
            return null;
        }

        IReadOnlyList<IReadOnlyList<LabelMatcher>> asked = selectors.Count > 0 ? selectors : [[]];
        return asked.SelectMany(matchers => catalogue.Select(matchers, start, end, cancellationToken)).DistinctBy(static entry => entry.Id).TakeWhile(_ =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return true;
        });
    }
}
