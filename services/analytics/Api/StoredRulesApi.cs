using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary>Rules written over the API: make, change, remove, check, and propose a threshold from the history.</summary>
internal static class StoredRulesApi
{
    // A rule is a few lines.
    private const long LargestBody = 64 * 1024;

    public static void MapStoredRules(this IEndpointRouteBuilder routes)
    {
        var body = new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody);

        // The second path is the one that people who want an alert look for.
        routes.MapPost("/api/v1/rules", CreateAsync).RequireAuthorization(Roles.Operator).WithMetadata(body).Produces<StoredRuleModel>(StatusCodes.Status201Created);
        routes.MapPost("/api/alerts", CreateAsync).RequireAuthorization(Roles.Operator).WithMetadata(body).Produces<StoredRuleModel>(StatusCodes.Status201Created);
        routes.MapPut("/api/v1/rules/{id:guid}", ReplaceAsync).RequireAuthorization(Roles.Operator).WithMetadata(body).Produces<StoredRuleModel>();
        routes.MapDelete("/api/v1/rules/{id:guid}", RemoveAsync).RequireAuthorization(Roles.Operator);
        routes.MapGet("/api/v1/rules/stored", ListAsync).RequireAuthorization(Roles.Viewer);
        routes.MapGet("/api/v1/rules/stored/{id:guid}", FindAsync).RequireAuthorization(Roles.Viewer);
        routes.MapPost("/api/v1/rules/check", Check).RequireAuthorization(Roles.Viewer).WithMetadata(body);
        routes.MapPost("/api/v1/rules/propose", ProposeAsync).RequireAuthorization(Roles.Viewer).WithMetadata(body).Produces<ThresholdProposal>();
    }

    private static Task<IResult> CreateAsync(RuleDraft draft, HttpContext context, StoredRuleStore store, StoredRules stored, TimeProvider clock, CancellationToken cancellationToken) =>
        WriteAsync(
            draft,
            stored,
            () => store.AddAsync(Guid.CreateVersion7(clock.GetUtcNow()), draft, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken),
            static rule => TypedResults.Created($"/api/v1/rules/stored/{rule.Id}", StoredRuleModel.Of(rule)),
            cancellationToken);

    private static Task<IResult> ReplaceAsync(Guid id, RuleDraft draft, HttpContext context, StoredRuleStore store, StoredRules stored, TimeProvider clock, CancellationToken cancellationToken, int? version = null) =>
        version is not { } seen
            ? Task.FromResult(RuleProblem.Invalid("'version' is missing from the address: the version of the rule that this one replaces"))
            : WriteAsync(
                draft,
                stored,
                () => store.ReplaceAsync(id, seen, draft, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken),
                static rule => TypedResults.Ok(StoredRuleModel.Of(rule)),
                cancellationToken);

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext context, StoredRuleStore store, StoredRules stored, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.RemoveAsync(id, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken) is { } refused)
            {
                return Refuse(refused);
            }

            await stored.ReloadAsync(cancellationToken);
            return TypedResults.NoContent();
        }
        catch (NpgsqlException failure)
        {
            return Unavailable(failure);
        }
    }

    private static async Task<IResult> WriteAsync(RuleDraft draft, StoredRules stored, Func<Task<RuleWrite>> write, Func<StoredRule, IResult> answer, CancellationToken cancellationToken)
    {
        var file = draft.Read("rule");
        if (file.Errors.Count > 0)
        {
            return RuleProblem.Invalid(file.Errors);
        }

        try
        {
            var outcome = await write();
            if (outcome is not RuleWrite.Written written)
            {
                return Refuse(outcome);
            }

            await stored.ReloadAsync(cancellationToken);
            return answer(written.Rule);
        }
        catch (NpgsqlException failure)
        {
            return Unavailable(failure);
        }
    }

    private static async Task<IResult> ListAsync(StoredRuleStore store, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(new { rules = (await store.ListAsync(cancellationToken)).Select(StoredRuleModel.Of) });
        }
        catch (NpgsqlException failure)
        {
            return Unavailable(failure);
        }
    }

    private static async Task<IResult> FindAsync(Guid id, StoredRuleStore store, CancellationToken cancellationToken)
    {
        try
        {
            var versions = await store.VersionsAsync(id, cancellationToken);
            return versions.Count == 0 ? Refuse(new RuleWrite.Unknown()) : TypedResults.Ok(new { id, versions });
        }
        catch (NpgsqlException failure)
        {
            return Unavailable(failure);
        }
    }

    /// <summary>What is wrong with a rule, and what it would become; nothing is stored.</summary>
    private static Ok<RuleCheckModel> Check(RuleDraft draft)
    {
        var file = draft.Read("rule");
        return TypedResults.Ok(new RuleCheckModel(
            RuleProblem.ByField(file.Errors),
            [.. file.Groups.SelectMany(static group => group.Rules).Select(CheckedRuleModel.Of)]));
    }

    private static async Task<IResult> ProposeAsync(ProposalRequest request, ThresholdProposals proposals, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await proposals.ProposeAsync(request, clock.GetUtcNow(), cancellationToken));
        }
        catch (Exception failure) when (failure is PromQueryException or RuleFailedException)
        {
            return RuleProblem.Invalid(failure.Message);
        }
        catch (Query.HistoryUnavailableException failure)
        {
            return TypedResults.Problem(failure.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "History unavailable");
        }
    }

    private static ProblemHttpResult Refuse(RuleWrite refused) => refused switch
    {
        RuleWrite.Conflict conflict => TypedResults.Problem($"The rule has been changed since: it is at version {conflict.Current}. Read it again and repeat the change.", statusCode: StatusCodes.Status409Conflict, title: "Rule changed"),
        RuleWrite.Full full => TypedResults.Problem($"{full.Most} rules are stored, which is the most; remove some, or keep them in rule files.", statusCode: StatusCodes.Status409Conflict, title: "Too many rules"),
        _ => TypedResults.Problem("No rule has this id; rules of files are changed in their file.", statusCode: StatusCodes.Status404NotFound, title: "No such rule"),
    };

    private static ProblemHttpResult Unavailable(NpgsqlException failure) =>
        TypedResults.Problem($"The rules cannot be read or written: {failure.Message}", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Rules unavailable");
}

/// <summary>A stored rule as the API shows it; <c>file</c> is the name its group has in <c>/api/v1/rules</c>.</summary>
internal sealed record StoredRuleModel(Guid Id, int Version, bool Enabled, string File, DateTimeOffset UpdatedAt, string UpdatedBy, RuleDraft Draft)
{
    public static StoredRuleModel Of(StoredRule rule) => new(rule.Id, rule.Version, rule.Enabled, rule.File, rule.UpdatedAt, rule.UpdatedBy, rule.Draft);
}

/// <summary>What is wrong with a rule, by field, and the rules it becomes: itself and those its extensions make.</summary>
internal sealed record RuleCheckModel(IReadOnlyDictionary<string, string[]> Errors, IReadOnlyList<CheckedRuleModel> Rules);

internal sealed record CheckedRuleModel(string Name, RuleKind? Kind, string Query, string? About, double? Threshold, string? Comparison, string? KeepFiringWhile, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Reads)
{
    public static CheckedRuleModel Of(Rule rule) => new(
        rule.Name,
        (rule as AlertRule)?.Kind,
        rule.Expression.Text,
        (rule as AlertRule)?.About?.Text,
        rule.Expression.Threshold?.Value,
        rule.Expression.Threshold?.Comparison,
        (rule as AlertRule)?.KeepFiringWhile?.Text,
        rule is AlertRule alert ? alert.Labels.ToDictionary(static label => label.Name, static label => label.Template.Source) : ((RecordingRule)rule).Labels.ToDictionary(static label => label.Name, static label => label.Value),
        [.. rule.Expression.Selectors.Select(static matchers => string.Join(',', matchers))]);
}
