using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Escalation;

namespace PerfMonitor.Alerting.Backup;

/// <summary>People and the channels that reach them; the channels are of the configuration, which has to name them first.</summary>
internal sealed class PersonBackup(WorkingChannels channels)
    : EscalationBackup<PersonModel, Person>("people", "person", (model, name) => model.Read(name, channels.Names), PersonModel.Of);
