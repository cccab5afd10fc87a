namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// The way of every alert. Pure: what it is given is a group at a moment, what it returns is everything that is to be saved,
/// with the reason of every decision. The store saves it in one transaction, so a change is announced once or not yet at all.
/// </summary>
internal static class AlertPipeline
{
    public static Passage Run(Passage passage) => passage
        .Through(RouteStage.Run)
        .Through(GroupStage.Run)
        .Through(InhibitStage.Run)
        .Through(DependStage.Run)
        .Through(SilenceStage.Run)
        .Through(MaintenanceStage.Run)
        .Through(HoursStage.Run)
        .Through(DeduplicateStage.Run)
        .Through(CooldownStage.Run)
        .Through(PauseStage.Run)
        .Through(DeliverStage.Run)
        .Through(RecordStage.Run);
}
