using System.Buffers;
using System.Text.Json;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Live.Appraisal;
using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Live.Overview;

/// <summary>That the numbers are old, since when, and why.</summary>
internal sealed record Staleness(DateTimeOffset Since, string Reason);

/// <summary>Everything one frame of the overview says.</summary>
/// <param name="Timestamp">When it was made, ms since the Unix epoch.</param>
/// <param name="Reading">The newest numbers; null when there are none yet.</param>
/// <param name="Alerts">Active alerts; null when they are not known yet.</param>
/// <param name="Stale">Set while analytics does not answer.</param>
/// <param name="Judgement">How the system does; null while it is not known.</param>
internal sealed record OverviewState(long Timestamp, OverviewReading? Reading, IReadOnlyList<LiveAlert>? Alerts, Staleness? Stale, Judgement? Judgement = null);

/// <summary>Writes frames of the overview.</summary>
internal static class OverviewFrames
{
    /// <summary>Alerts in one frame; <c>alert_count</c> has their true number.</summary>
    public const int MaximumAlerts = 200;

    private const string Topic = "overview";

    /// <summary>The frame that follows others.</summary>
    public static Frame Next(OverviewState state) => new(Topic, Topic, Write(state, null));

    /// <summary>The first frame of a subscription. It has a slot of its own, so that the next one does not take its place.</summary>
    public static Frame First(OverviewState state, IReadOnlyList<OverviewPoint> history) => new(Topic, "overview snapshot", Write(state, history));

    private static ReadOnlyMemory<byte> Write(OverviewState state, IReadOnlyList<OverviewPoint>? history)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type", Topic);
        json.WriteNumber("timestamp", state.Timestamp);
        json.WritePropertyName("current");
        WritePoint(json, state.Reading?.Point);
        if (history is not null)
        {
            json.WriteStartArray("history");
            foreach (var point in history)
                WritePoint(json, point);
            json.WriteEndArray();
        }

        WriteAlerts(json, state.Alerts);
        WriteTargets(json, state.Reading?.Targets);

        JudgementFrame.Write(json, state.Judgement);
        if (state.Stale is { } stale)
        {
            json.WriteBoolean("stale", true);
            json.WriteNumber("stale_since", stale.Since.ToUnixTimeMilliseconds());
            json.WriteString("stale_reason", stale.Reason);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WritePoint(Utf8JsonWriter json, OverviewPoint? point)
    {
        if (point is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("timestamp", point.Timestamp);
        WriteNumber(json, "throughput_ops_sec", point.Throughput);
        WriteNumber(json, "latency_ms", point.Latency);
        WriteNumber(json, "latency_p95_ms", point.LatencyP95);
        WriteNumber(json, "memory_mb", point.Memory);
        WriteNumber(json, "memory_total_mb", point.MemoryTotal);
        WriteNumber(json, "cpu_utilization", point.Cpu);
        if (point.Cores is { } cores)
        {
            json.WriteStartArray("cpu_cores");
            foreach (var core in cores)
                WriteValue(json, core);
            json.WriteEndArray();
        }

        WriteNumber(json, "error_rate", point.ErrorRate);
        WriteNumber(json, "active_connections", point.ActiveConnections);
        WriteNumber(json, "uptime_ratio", point.Uptime);
        WriteNumber(json, "optimization_score", point.OptimizationScore);
        WriteNumber(json, "health_score", point.HealthScore);
        json.WriteEndObject();
    }

    private static void WriteAlerts(Utf8JsonWriter json, IReadOnlyList<LiveAlert>? alerts)
    {
        json.WritePropertyName("alerts");
        JsonSerializer.Serialize(json, alerts?.Take(MaximumAlerts), LiveJson.Options);
        if (alerts is not null)
            json.WriteNumber("alert_count", alerts.Count);
    }

    private static void WriteTargets(Utf8JsonWriter json, IReadOnlyList<TargetState>? targets)
    {
        json.WritePropertyName("targets");
        if (targets is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var target in targets)
        {
            json.WriteStartObject();
            json.WriteString("name", target.Name);
            json.WriteString("kind", target.Kind);
            json.WriteString("url", target.Url);
            json.WritePropertyName("up");
            if (target.Up is { } up)
                json.WriteBooleanValue(up);
            else
                json.WriteNullValue();
            WriteNumber(json, "latency_ms", target.Latency);
            WriteNumber(json, "status", target.Status);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
