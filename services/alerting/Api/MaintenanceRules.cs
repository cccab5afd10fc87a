using PerfMonitor.Alerting.Maintenance;

namespace PerfMonitor.Alerting.Api;

/// <summary>Which maintenance windows are taken.</summary>
internal static class MaintenanceRules
{
    /// <summary>Windows at most; each is looked at for every alert.</summary>
    public const int Most = 500;

    private const int LongestName = 200;

    private static readonly TimeSpan LongestOnce = TimeSpan.FromDays(366);

    /// <summary>The window a request asks for, or what is wrong with it.</summary>
    public static (MaintenanceWindow? Window, Wrong? Wrong) Read(MaintenanceRequest request, Guid id, string createdBy, DateTimeOffset createdAt)
    {
        var (matchers, error) = MatcherModel.Read(request.Matchers);
        if (error is not null)
        {
            return (null, new("matchers", error));
        }

        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName)
        {
            return (null, new("name", request.Name, $"1 to {LongestName} characters"));
        }

        if ((request.Weekly is { } weekly ? weekly.Refuse() : RefuseOnce(request)) is { } wrong)
        {
            return (null, wrong);
        }

        return (new MaintenanceWindow
        {
            Id = id,
            Name = request.Name,
            Matchers = matchers,
            StartsAt = request.Weekly is null ? request.StartsAt : null,
            EndsAt = request.Weekly is null ? request.EndsAt : null,
            Weekly = request.Weekly?.Read(),
            CreatedBy = createdBy,
            CreatedAt = createdAt,
        }, null);
    }

    private static Wrong? RefuseOnce(MaintenanceRequest request) =>
        request is not { StartsAt: { } start, EndsAt: { } end } || end <= start || end - start > LongestOnce
            ? new("endsAt", request.EndsAt?.ToString("O"), $"after startsAt and at most {LongestOnce.TotalDays:0} days later; give startsAt and endsAt, or weekly")
            : null;
}
