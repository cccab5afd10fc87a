using System.Text.Json;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Rules;

/// <summary>A row of <c>history.alert_outbox</c>. Ids grow in the order in which rows were stored.</summary>
internal sealed record OutboxEvent(long Id, object Message)
{
    private const string Fired = "fired";
    private const string Resolved = "resolved";

    /// <summary>The kind of heartbeats, of which there is one row at most.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>What a message is called in the table.</summary>
    public static string KindOf(object message) => message switch
    {
        AlertFired => Fired,
        AlertResolved => Resolved,
        HeartbeatSent => Heartbeat,
        _ => throw new ArgumentException($"{message.GetType()} does not go through the outbox.", nameof(message)),
    };

    /// <summary>A message as it was stored.</summary>
    public static object Read(string kind, string body) => kind switch
    {
        Fired => JsonSerializer.Deserialize<AlertFired>(body)!,
        Resolved => JsonSerializer.Deserialize<AlertResolved>(body)!,
        Heartbeat => JsonSerializer.Deserialize<HeartbeatSent>(body)!,
        _ => throw new InvalidDataException($"history.alert_outbox holds an event of the unknown kind {kind}."),
    };
}
