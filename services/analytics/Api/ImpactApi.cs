using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Impact;
using PerfMonitor.Analytics.Business;
using PerfMonitor.Analytics.Explain;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/impact</c>: what an incident took from a figure the business lives on; <c>/api/v1/impact/kpis</c>: those figures.</summary>
internal static class ImpactApi
{
    public static void MapImpactApi(this IEndpointRouteBuilder routes)
    {
        var impact = routes.MapGroup("/api/v1/impact").RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();
        impact.MapGet("", EstimateAsync);
        impact.MapGet("kpis", List);
    }

    private static Ok<KpiList> List(IOptions<BusinessOptions> options) => TypedResults.Ok(new KpiList([.. options.Value.Kpis.Select(KpiModel.Of)]));

    private static async Task<Results<Ok<ImpactModel>, ValidationProblem, ProblemHttpResult>> EstimateAsync(
        [AsParameters] ImpactParameters parameters, IOptions<BusinessOptions> options, ImpactReading reading, AlertSubjects alerts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), clock.GetUtcNow());
        errors.Require(parameters.Kpi is null != parameters.Query is null, "kpi", "Name either a KPI of Business:Kpis, or a query.");
        errors.Require(parameters.From is null != parameters.Alert is null, "from", "Say when the incident began, or name an alert that is pending or firing by its fingerprint.");
        var kpi = parameters.Kpi is null ? parameters.GivenKpi(errors) : options.Value.Kpis.FirstOrDefault(one => one.Name == parameters.Kpi);
        var excluded = parameters.Excluded(errors);
        if (errors.Any)
        {
            return TypedResults.ValidationProblem(errors.All);
        }

        if (kpi is null)
        {
            return TypedResults.Problem($"There is no KPI '{parameters.Kpi}'; /api/v1/impact/kpis lists those of Business:Kpis.", statusCode: StatusCodes.Status404NotFound, title: "No such KPI");
        }

        if ((parameters.From ?? (await alerts.FindAsync(parameters.Alert!, cancellationToken))?.Since) is not { } from)
        {
            return TypedResults.Problem($"No alert that is pending or firing has the fingerprint '{parameters.Alert}', or its rule is no more; say when the incident was with from and to.", statusCode: StatusCodes.Status404NotFound, title: "No such alert");
        }

        var to = parameters.To is { } end && end < now ? end : now;
        var request = parameters.Request(kpi, new Incident(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()), excluded);
        if (request.Check(now) is { Any: true } wrong)
        {
            return TypedResults.ValidationProblem(wrong.All);
        }

        var answer = await reading.ReadAsync(request, cancellationToken);
        return answer.Outcome is { } outcome
            ? TypedResults.Ok(ImpactModel.Of(request, outcome, answer.Kpi))
            : TypedResults.Problem(answer.Error, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The query cannot be answered");
    }
}
