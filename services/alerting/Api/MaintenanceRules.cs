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
    public static (MaintenanceWindow? Window, FieldErrors Errors) Read(MaintenanceRequest request, Guid id, string createdBy, DateTimeOffset createdAt)
    {
        var errors = new FieldErrors();
        var matchers = MatcherModel.Read(request.Matchers, errors);
        errors.Require(!string.IsNullOrWhiteSpace(request.Name) && request.Name.Length <= LongestName, "name", request.Name, $"1 to {LongestName} characters");
        var recurring = request.Recurring();
        if (recurring is { } recurrence)
        {
            recurrence.Model.Check(recurrence.Name, errors);
            errors.Require(
                new[] { request.Daily, request.Weekly, request.Monthly }.Count(static one => one is not null) == 1,
                recurrence.Name, "one of several", "the only one of daily, weekly and monthly; make a window of each");
        }
        else
        {
            CheckOnce(request, errors);
        }

        return (errors.Any ? null : new MaintenanceWindow
        {
            Id = id,
            Name = request.Name!,
            Matchers = matchers,
            StartsAt = recurring is null ? request.StartsAt : null,
            EndsAt = recurring is null ? request.EndsAt : null,
            Recurrence = recurring?.Model.Read(),
            CreatedBy = createdBy,
            CreatedAt = createdAt,
        }, errors);
    }

    private static void CheckOnce(MaintenanceRequest request, FieldErrors errors)
    {
        errors.Require(request.StartsAt is not null, "startsAt", null, "a time; give startsAt and endsAt, or daily, weekly or monthly");
        errors.Require(
            request.EndsAt is { } end && (request.StartsAt is not { } start || (end > start && end - start <= LongestOnce)),
            "endsAt", request.EndsAt?.ToString("O"), $"after startsAt and at most {LongestOnce.TotalDays:0} days later; give startsAt and endsAt, or daily, weekly or monthly");
    }
}
