using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Net.Http.Headers;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api.Export;

/// <summary>
/// <c>export</c>: the answer to a query of any length, or the samples of selectors as they are, as CSV or NDJSON. Written piece
/// by piece: what is in memory at a time is one piece, whatever the whole.
/// </summary>
internal static class ExportApi
{
    private const int FlushBytes = 32 * 1024;

    public static void MapExportApi(this IEndpointRouteBuilder routes) => routes.MapStream("/export", ExportAsync);

    private static async Task ExportAsync(HttpContext context, ApiParameters parameters)
    {
        var format = IExportFormat.From(parameters);
        await using var pieces = Pieces(context, parameters).GetAsyncEnumerator(context.RequestAborted);

        // The first piece before the first byte: what is wrong with a query can then still be said.
        var any = await pieces.MoveNextAsync();
        context.Response.ContentType = format.ContentType;
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FileName(context, format) }.ToString();
        var output = context.Response.BodyWriter;
        format.Begin(output);
        for (; any; any = await pieces.MoveNextAsync())
        {
            foreach (var series in pieces.Current)
            {
                format.Write(series, output);
                if (output.UnflushedBytes >= FlushBytes)
                {
                    await output.FlushAsync(context.RequestAborted);
                }
            }
        }

        await output.FlushAsync(context.RequestAborted);
    }

    private static string FileName(HttpContext context, IExportFormat format) => string.Create(
        CultureInfo.InvariantCulture,
        $"perfmonitor-{context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow():yyyyMMdd-HHmmss}.{format.Extension}");

    private static IAsyncEnumerable<IReadOnlyList<SeriesSamples>> Pieces(HttpContext context, ApiParameters parameters)
    {
        var selectors = parameters.Matchers();
        if (selectors.Count > 0 == parameters.Text("query").Length > 0)
        {
            throw new ApiException(ApiException.BadData, "one of the parameters query and match[] is needed, and not both");
        }

        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        if (selectors.Count > 0)
        {
            var (start, end) = (parameters.RequiredMoment("start"), parameters.Moment("end", now));
            return context.RequestServices.GetRequiredService<SampleExport>().ReadAsync(selectors, start, end, context.RequestAborted);
        }

        var runner = context.RequestServices.GetRequiredService<QueryRunner>();
        var (query, bounds) = (QueryApi.Parse(parameters), QueryApi.Bounds(parameters));
        if (parameters.Text("start").Length == 0)
        {
            return InstantAsync(runner, query, parameters.Moment("time", now), bounds, context.RequestAborted);
        }

        var range = RangeParameters.Read(parameters);
        return SlicesAsync(runner, query, range, bounds, context.RequestAborted);
    }

    private static async IAsyncEnumerable<IReadOnlyList<SeriesSamples>> InstantAsync(
        QueryRunner runner, PromQuery query, long atMs, QueryBounds bounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Columns((await runner.InstantAsync(query, atMs, bounds, cancellationToken)).Result.Value);
    }

    private static async IAsyncEnumerable<IReadOnlyList<SeriesSamples>> SlicesAsync(
        QueryRunner runner, PromQuery query, RangeParameters range, QueryBounds bounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var slice in RangeSlice.Cut(range.StartMs, range.EndMs, range.StepMs, QueryRunner.SliceSteps))
        {
            yield return Columns((await runner.SliceAsync(query, slice, bounds, cancellationToken)).Result.Value);
        }
    }

    private static IReadOnlyList<SeriesSamples> Columns(QueryValue value) => value switch
    {
        MatrixValue matrix => [.. matrix.Series.Select(static series => new SeriesSamples(series.Labels, series.Samples.Select(static sample => sample.TimestampMs).ToArray(), series.Samples.Select(static sample => sample.Value).ToArray()))],
        VectorValue vector => [.. vector.Samples.Select(static sample => One(sample.Labels, sample.TimestampMs, sample.Value))],
        ScalarValue scalar => [One(LabelSet.Empty, scalar.TimestampMs, scalar.Value)],
        _ => throw ApiException.Invalid("query", "a text cannot be exported, only numbers"),
    };

    private static SeriesSamples One(LabelSet labels, long timestampMs, double value) => new(labels, new[] { timestampMs }, new[] { value });
}
