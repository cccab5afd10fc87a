using System.Net;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Receivers;

/// <summary>Answers of channels' servers, and a sender for them.</summary>
internal static class Answers
{
    public static HttpAnswer Of(int status, string body, int? afterSeconds = null) =>
        new((HttpStatusCode)status, body, afterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>For example <c>RetryLater 429 slow down after 5 s</c>.</summary>
    public static string Written(this Outcome outcome) =>
        $"{outcome.GetType().Name} {outcome.Reason}".TrimEnd() + (outcome is Outcome.RetryLater { After: { } after } ? $" after {after.TotalSeconds} s" : "") + (outcome is Outcome.RetryLater { Reached: true } ? ", reached" : "");

    public static HttpSender Sender() => new(new HttpClient(), new ManualTimeProvider(Samples.Noon));
}
