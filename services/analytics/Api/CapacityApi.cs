using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>/api/v1/capacity</c>: what runs out first, how much to allocate, how many instances to run, as the outlooks say.</summary>
internal static class CapacityApi
{
    public static void MapCapacityApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/capacity", ListAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<Unavailability>();

    private static async Task<Ok<CapacityList>> ListAsync(OutlookStore store, CancellationToken cancellationToken)
    {
        var resources = (await store.ListAsync(cancellationToken)).SelectMany(static outlook => outlook.Readings.Where(static reading => reading.Reach is not null).Select(reading => (Outlook: outlook, Reading: reading)));
        return TypedResults.Ok(new CapacityList([.. Bottlenecks.Rank(resources, static one => one.Reading.Reach!).Select(static one => ResourceModel.Of(one.Outlook, one.Reading))]));
    }
}

/// <summary>Resources with a threshold; what runs out first comes first.</summary>
internal sealed record CapacityList(IReadOnlyList<ResourceModel> Resources);

/// <summary>A resource as the API shows it: a series of an outlook's query, looked at as far ahead as the horizon says.</summary>
internal sealed record ResourceModel(
    string Outlook,
    string Query,
    double HorizonSeconds,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset MadeAt,
    double Threshold,
    ThresholdSide Side,
    double? Least,
    double? Largest,
    ReachModel Reach,
    AllocationModel? Allocation,
    ScalingModel? Scaling,
    Trend Trend)
{
    public static ResourceModel Of(StoredOutlook outlook, OutlookReading reading) => new(
        outlook.Definition.Name,
        outlook.Definition.Query,
        outlook.Definition.Request.HorizonMs / 1_000.0,
        reading.Labels,
        outlook.MadeAt!.Value,
        outlook.Definition.Threshold!.Value,
        outlook.Definition.Side,
        outlook.Definition.Least,
        outlook.Definition.Largest,
        ReachModel.Of(reading.Reach!),
        reading.Allocation is { } allocation ? new AllocationModel(allocation.Advice, allocation.Wanted, allocation.Peak, allocation.PeakUpper, allocation.Reason) : null,
        reading.Scaling is { } scaling ? new ScalingModel(scaling.Instances, scaling.Now, scaling.Reason) : null,
        reading.Trend);
}

/// <summary>How much to allocate, in the unit of the resource.</summary>
internal sealed record AllocationModel(AllocationAdvice Advice, double Wanted, double Peak, double PeakUpper, string Words);

/// <summary>How many instances to run, and how many do.</summary>
internal sealed record ScalingModel(int Instances, int Now, string Words);
