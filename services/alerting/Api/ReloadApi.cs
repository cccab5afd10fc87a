using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>Reads the configuration again, as Alertmanager does when it is asked on the same path.</summary>
internal static class ReloadApi
{
    public static void MapReload(this IEndpointRouteBuilder routes) => routes.MapMethods("/-/reload", [HttpMethods.Post, HttpMethods.Put], Reload).RequireAuthorization(Roles.Admin);

    private static IResult Reload(HttpContext context, ConfigurationReload reload)
    {
        if (reload.Path is null)
        {
            return Problems.Conflict("No file to read", "Routing:AlertmanagerFile names no file; other settings are read when alerting starts.");
        }

        var errors = reload.Run(context.User.Identity!.Name!);
        return errors.Count == 0
            ? TypedResults.Ok()
            : TypedResults.Problem(
                $"The configuration is refused, and the one before stays in use: {Pipeline.Text.Cut(string.Join(' ', errors), 4000)}", statusCode: StatusCodes.Status500InternalServerError, title: "Configuration not taken");
    }
}
