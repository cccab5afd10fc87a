using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>The delivery log: every message, its attempts, and what each channel answered.</summary>
internal static class DeliveriesApi
{
    private const int MostListed = 500;

    public static void MapDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/channels/deliveries", ListAsync).RequireAuthorization(Roles.Viewer);

    private static async Task<IResult> ListAsync(DeliveryLog log, CancellationToken cancellationToken, string? channel = null, string? status = null, int limit = 100)
    {
        if (limit is < 1 or > MostListed)
        {
            return Problems.Invalid("limit", $"{limit}", $"1 to {MostListed}");
        }

        return Statuses(status) is { } statuses
            ? TypedResults.Ok(new DeliveryListModel(await log.ListAsync(channel, statuses, limit, cancellationToken)))
            : Problems.Invalid("status", status, "all, open (waiting or on the way), delivered, or lost (rejected or failed)");
    }

    private static string[]? Statuses(string? status) => status switch
    {
        null or "all" => [.. Enum.GetValues<NotificationStatus>().Select(AlertRow.Word)],
        "open" => [AlertRow.Word(NotificationStatus.Pending), AlertRow.Word(NotificationStatus.Sending)],
        "delivered" => [AlertRow.Word(NotificationStatus.Delivered)],
        "lost" => [AlertRow.Word(NotificationStatus.Rejected), AlertRow.Word(NotificationStatus.Failed)],
        _ => null,
    };
}

/// <param name="Deliveries">The newest first.</param>
internal sealed record DeliveryListModel(IReadOnlyList<DeliveryEntry> Deliveries);
