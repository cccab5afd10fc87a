using PerfMonitor.Alerting.Alerts;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Acknowledges many alerts with one request, by name or by matchers.</summary>
internal static class AcknowledgeManyApi
{
    public static void MapAcknowledgeMany(this IEndpointRouteBuilder routes) => routes.MapPost("/api/alerts/acknowledge", AcknowledgeAsync).RequireAuthorization(Roles.Operator);

    private static async Task<IResult> AcknowledgeAsync(AcknowledgeManyRequest request, HttpContext context, AcknowledgeMany acknowledging, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = AlertsApi.Check(request.Note, request.Until, clock.GetUtcNow());
        errors.Require(request.Fingerprints is null != request.Matchers is null, "body", "without alerts, or with both", "either fingerprints or matchers");
        errors.Require(request.Fingerprints is not { Count: 0 or > AcknowledgeMany.Most }, "fingerprints", $"{request.Fingerprints?.Count} alerts", $"1 to {AcknowledgeMany.Most}");
        errors.Require(request.Matchers is not { Count: 0 }, "matchers", "none", "at least one matcher with a name and a value");
        var matchers = MatcherModel.Read(request.Matchers, errors);
        if (errors.Any)
        {
            return Problems.Refused(errors);
        }

        var found = request.Fingerprints ?? await acknowledging.FindAsync(matchers, cancellationToken);
        var results = await acknowledging.RunAsync(found.Take(AcknowledgeMany.Most), context.User.Identity!.Name!, request.Note, request.Until, cancellationToken);
        return TypedResults.Ok(new AcknowledgeManyModel(results, results.Count(result => result.Result == "acknowledged"), found.Count > AcknowledgeMany.Most));
    }
}

/// <summary>Which alerts, by fingerprint or by matchers, and what an acknowledgement says.</summary>
internal sealed record AcknowledgeManyRequest(IReadOnlyList<string>? Fingerprints, IReadOnlyList<MatcherModel>? Matchers, string? Note, DateTimeOffset? Until = null);

/// <summary>What came of each; <paramref name="IsCut"/> where more alerts match than one request takes.</summary>
internal sealed record AcknowledgeManyModel(IReadOnlyList<AcknowledgeResult> Results, int Acknowledged, bool IsCut);
