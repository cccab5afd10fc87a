using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Schedules of who is on call.</summary>
internal sealed class ScheduleBackup() : EscalationBackup<ScheduleModel, Schedule>("schedules", "schedule", static (model, name) => model.Read(name), ScheduleModel.Of);
