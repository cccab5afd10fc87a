using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Escalation;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Escalation policies. Their channels are of the configuration, which has to name them first.</summary>
internal sealed class PolicyBackup(WorkingChannels channels)
    : EscalationBackup<PolicyModel, EscalationPolicy>("policies", "policy", (model, name) => model.Read(name, channels.Names), PolicyModel.Of);
