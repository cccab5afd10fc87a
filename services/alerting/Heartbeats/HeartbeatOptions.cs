using System.ComponentModel.DataAnnotations;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Heartbeats;

/// <summary>The end of the heartbeat's way (section <c>Heartbeat</c>).</summary>
internal sealed class HeartbeatOptions : IValidatableObject
{
    /// <summary>
    /// An address that is called with POST at each heartbeat, as healthchecks.io, Dead Man's Snitch and their like expect: they tell when the calls stop,
    /// also when this whole machine is gone. Often a secret; never logged, never shown. Default: none.
    /// </summary>
    public string Url { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Url.Length == 0 || HttpAddress.IsValid(Url)
        ? []
        : [new ValidationResult("Heartbeat:Url is not an address such as https://hc-ping.com/uuid; leave it out to call nobody.", [nameof(Url)])];
}
