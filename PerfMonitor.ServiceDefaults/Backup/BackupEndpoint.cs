using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace PerfMonitor.ServiceDefaults;

/// <summary>A service's part of a backup over HTTP, for the web service alone: the gateway passes nothing on to it.</summary>
public static class BackupEndpoint
{
    /// <summary>The path of the part.</summary>
    public const string Path = "/internal/configuration";

    /// <summary>Bytes of a backup: baselines at their bound have 40 MB.</summary>
    public const long LargestBody = 64 * 1024 * 1024;

    /// <summary>Registers a kind; the order of registration is the order of restoring.</summary>
    public static IServiceCollection AddBackupKind<TKind>(this IServiceCollection services)
        where TKind : class, IBackupKind
    {
        services.TryAddSingleton<BackupPart>();
        return services.AddSingleton<IBackupKind, TKind>();
    }

    /// <summary>Lets admins read and restore the part.</summary>
    public static void MapBackup(this IEndpointRouteBuilder routes)
    {
        var part = routes.MapGroup(Path).RequireAuthorization(Roles.Admin).ExcludeFromDescription().AddEndpointFilter(AnswerAwayAsync);
        part.MapGet("", async (BackupPart part, CancellationToken cancellationToken) => Results.Json(await part.ReadAsync(cancellationToken), BackupJson.Frame));
        part.MapPost("", RestoreAsync).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    /// <summary>Says what is wrong with the database, such as a table that another writer holds, to whoever gathers the parts.</summary>
    private static async ValueTask<object?> AnswerAwayAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NpgsqlException away)
        {
            return Results.Json(new RestoreAnswer([$"the database does not answer: {away.Message}"]), BackupJson.Frame, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Answers with what was or would be changed, or with what cannot be read.</summary>
    private static async Task<IResult> RestoreAsync(HttpContext context, BackupPart part, CancellationToken cancellationToken)
    {
        RestoreRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<RestoreRequest>(context.Request.Body, BackupJson.Frame, cancellationToken);
        }
        catch (JsonException broken)
        {
            return Json(new RestoreAnswer([BackupJson.Explain("request", broken)]));
        }

        return Json(request is null ? new RestoreAnswer(["request is null"]) : await part.AnswerAsync(request, context.User.Identity!.Name!, cancellationToken));
    }

    private static IResult Json(RestoreAnswer answer) =>
        Results.Json(answer, BackupJson.Frame, statusCode: answer.Result is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}

/// <summary>What a service answers to a restore.</summary>
/// <param name="Faults">What cannot be read, with its place.</param>
/// <param name="Result">What was or would be changed; null where something cannot be read.</param>
public sealed record RestoreAnswer(IReadOnlyList<string> Faults, RestoreResult? Result = null);
