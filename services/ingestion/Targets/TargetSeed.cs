using Microsoft.Extensions.Options;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Provides, at every start, the targets of the file and the system itself.</summary>
internal sealed class TargetSeed(ITargetStore store, IOptions<TargetOptions> options, IOptions<SelfOptions> self, ILogger<TargetSeed> logger) : BackgroundService
{
    /// <summary>The system itself, or null where its address is not set.</summary>
    internal static Target? Self(string url) => TargetRules.Check(new TargetInput
    {
        Name = "PerfMonitor",
        Url = url.Length > 0 ? $"{url.TrimEnd('/')}/health/ready" : null,
        Kind = "web",
        IntervalSeconds = 5,
        TimeoutSeconds = 5,
        Tags = ["perfmonitor"],
    }, Guid.NewGuid(), TargetOrigin.Builtin).Target;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var fromFile = ProvidedFile.Read(options.Value.File, TargetFile.Parse, logger.TargetFileWrong);
        return ProvidedFile.StoreAsync(
            async () =>
            {
                await store.ProvideAsync(TargetOrigin.Builtin, Self(self.Value.Url) is { } target ? [target] : [], stoppingToken);
                if (fromFile is not null)
                {
                    await store.ProvideAsync(TargetOrigin.File, fromFile, stoppingToken);
                    logger.TargetsProvided(fromFile.Count, options.Value.File);
                }
            },
            logger.TargetsNotStored,
            stoppingToken);
    }
}
