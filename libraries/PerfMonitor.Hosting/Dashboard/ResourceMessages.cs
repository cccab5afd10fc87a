using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Hosting.Dashboard.Wire;

namespace PerfMonitor.Hosting.Dashboard;

/// <summary>Translates a resource into what the dashboard reads.</summary>
internal static class ResourceMessages
{
    public static Wire.Resource Of(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var message = new Wire.Resource
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            Uid = change.ResourceId,
            ResourceType = snapshot.ResourceType,
            CreatedAt = Time(snapshot.CreationTimeStamp),
            StartedAt = Time(snapshot.StartTimeStamp),
            StoppedAt = Time(snapshot.StopTimeStamp),
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = true,
        };
        if (snapshot.State is { } state)
        {
            message.State = state.Text;
            if (state.Style is { } style)
            {
                message.StateStyle = style;
            }
        }

        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(variable => new EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec }));
        message.Commands.AddRange(snapshot.Commands.Select(Of));
        message.Properties.AddRange(snapshot.Properties.Select(property => new Property { Name = property.Name, Value = Of(property.Value), IsSensitive = property.IsSensitive }));
        message.Urls.AddRange(snapshot.Urls.Select(Of));
        message.HealthReports.AddRange(snapshot.HealthReports.Select(Of));
        message.Relationships.AddRange(snapshot.Relationships.Select(relation => new Relationship { ResourceName = relation.ResourceName, Type = relation.Type }));
        return message;
    }

    private static Command Of(ResourceCommandSnapshot command)
    {
        var message = new Command { Name = command.Name, DisplayName = command.DisplayName, State = (int)command.State, IsHighlighted = command.IsHighlighted };
        if (command.DisplayDescription is { } description)
        {
            message.DisplayDescription = description;
        }

        if (command.IconName is { } icon)
        {
            message.IconName = icon;
            message.IconVariant = (int)(command.IconVariant ?? IconVariant.Regular);
        }

        return message;
    }

    private static Wire.Url Of(UrlSnapshot url) => new()
    {
        EndpointName = url.Name ?? "",
        FullUrl = url.Url,
        IsInternal = url.IsInternal,
        IsInactive = url.IsInactive,
        DisplayProperties = new UrlDisplay { SortOrder = url.DisplayProperties.SortOrder, DisplayName = url.DisplayProperties.DisplayName },
    };

    private static Wire.HealthReport Of(HealthReportSnapshot report)
    {
        var message = new Wire.HealthReport { Key = report.Name, Description = report.Description ?? "", Exception = report.ExceptionText ?? "", LastRunAt = Time(report.LastRunAt) };
        if (report.Status is { } status)
        {
            message.Status = status switch { HealthStatus.Healthy => 0, HealthStatus.Degraded => 2, _ => 1 };
        }

        return message;
    }

    private static Value Of(object? value) => value switch
    {
        null => Value.ForNull(),
        bool truth => Value.ForBool(truth),
        int or long or double => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        string text => Value.ForString(text),
        IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(Of)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static Timestamp? Time(DateTime? time) => time is null ? null : Timestamp.FromDateTime(time.Value.ToUniversalTime());
}
