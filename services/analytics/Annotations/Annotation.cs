using PerfMonitor.Analysis.Explanation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Annotations;

/// <summary>Something that was done to the system.</summary>
internal sealed record Annotation(
    Guid Id, string Kind, string Text, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Start, DateTimeOffset End, string CreatedBy, DateTimeOffset CreatedAt)
{
    /// <summary>As an explanation looks at it.</summary>
    public NotedChange ToChange() => new(
        Kind, Text, [.. Labels.Select(static label => new Label(label.Key, label.Value))], Start.ToUnixTimeMilliseconds(), End.ToUnixTimeMilliseconds());
}

/// <summary>Something to note. Without a start it is now; without an end it took no time.</summary>
internal sealed record AnnotationRequest(string? Kind, string? Text, IReadOnlyDictionary<string, string>? Labels, DateTimeOffset? Start, DateTimeOffset? End);
