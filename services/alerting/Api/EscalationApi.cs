using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.OnCall;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Policies, schedules, people and overrides: whom to tell while nobody takes an alert.</summary>
internal static class EscalationApi
{
    private static readonly TimeSpan UsualPreview = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestPreview = TimeSpan.FromDays(92);

    public static void MapEscalation(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/escalation");
        api.MapGet("", async (EscalationSettings settings, WorkingChannels channels, CancellationToken cancellationToken) =>
            TypedResults.Ok(EscalationModel.Of(await settings.ReadAsync(cancellationToken), channels.Names))).RequireAuthorization(Roles.Viewer);
        api.MapGet("oncall", OnCallAsync).RequireAuthorization(Roles.Viewer);
        api.MapPut("policies/{name}", (string name, PolicyModel model, EscalationSettings settings, WorkingChannels channels, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
            PutAsync("policy", name, model.Read(name, channels.Names), settings, context, clock, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapPut("schedules/{name}", (string name, ScheduleModel model, EscalationSettings settings, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
            PutAsync("schedule", name, model.Read(name), settings, context, clock, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapPut("people/{name}", (string name, PersonModel model, EscalationSettings settings, WorkingChannels channels, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
            PutAsync("person", name, model.Read(name, channels.Names), settings, context, clock, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapDelete("policies/{name}", (string name, EscalationSettings settings, CancellationToken cancellationToken) => RemoveAsync("policy", name, settings, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapDelete("schedules/{name}", (string name, EscalationSettings settings, CancellationToken cancellationToken) => RemoveAsync("schedule", name, settings, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapDelete("people/{name}", (string name, EscalationSettings settings, CancellationToken cancellationToken) => RemoveAsync("person", name, settings, cancellationToken)).RequireAuthorization(Roles.Operator);
        api.MapPost("overrides", OverrideAsync).RequireAuthorization(Roles.Operator);
        api.MapDelete("overrides/{id:guid}", async (Guid id, EscalationSettings settings, CancellationToken cancellationToken) =>
            await settings.RemoveOverrideAsync(id, cancellationToken) ? (IResult)TypedResults.NoContent() : Problems.NotFound("No such override", $"No override has the id {id}.")).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> PutAsync<T>(string kind, string name, (T? Value, FieldErrors Errors) read, EscalationSettings settings, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
        where T : class
    {
        if (read.Value is not { } value)
        {
            return Problems.Refused(read.Errors);
        }

        return await settings.PutAsync(kind, name, value, context.User.Identity!.Name!, clock.GetUtcNow(), cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Conflict("Too many", $"{EscalationSettings.Most} of the kind '{kind}' are stored, which is the most; remove some.");
    }

    private static async Task<IResult> RemoveAsync(string kind, string name, EscalationSettings settings, CancellationToken cancellationToken) =>
        await settings.RemoveAsync(kind, name, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound($"No such {kind}", $"There is no {kind} '{name}'.");

    private static async Task<IResult> OverrideAsync(OverrideRequest request, EscalationSettings settings, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (standIn, errors) = ContactRules.Read(request, await settings.ReadAsync(cancellationToken), context.User.Identity!.Name!, now);
        if (standIn is null)
        {
            return Problems.Refused(errors);
        }

        return await settings.AddAsync(standIn, cancellationToken)
            ? TypedResults.Created($"/api/escalation/overrides/{standIn.Id}", standIn)
            : Problems.Conflict("Too many overrides", $"{EscalationSettings.Most} overrides are to come or going on, which is the most.");
    }

    private static async Task<IResult> OnCallAsync(EscalationSettings settings, TimeProvider clock, CancellationToken cancellationToken, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var begin = from ?? clock.GetUtcNow();
        var end = to ?? begin + UsualPreview;
        if (end <= begin || end - begin > LongestPreview)
        {
            return Problems.Invalid("to", to?.ToString("O"), $"after 'from' and at most {LongestPreview.TotalDays:0} days later");
        }

        var book = await settings.ReadAsync(cancellationToken);
        return TypedResults.Ok(new OnCallModel([.. book.Schedules.Values.Select(schedule => new OnCallScheduleModel(
            schedule.Name,
            Roster.At(schedule, book.Overrides, clock.GetUtcNow()),
            Roster.Shifts(schedule, book.Overrides, begin, end)))]));
    }
}
