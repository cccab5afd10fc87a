using Microsoft.Extensions.Options;
using Npgsql;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Provides, at every start, the targets of the file and the system itself.</summary>
internal sealed class TargetSeed(ITargetStore store, IOptions<TargetOptions> options, IOptions<SelfOptions> self, ILogger<TargetSeed> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var fromFile = ReadFile();
        while (true)
        {
            try
            {
                await store.ProvideAsync(TargetOrigin.Builtin, Self(self.Value.Url) is { } target ? [target] : [], stoppingToken);
                if (fromFile is not null)
                {
                    await store.ProvideAsync(TargetOrigin.File, fromFile, stoppingToken);
                    logger.TargetsProvided(fromFile.Count, options.Value.File);
                }

                return;
            }
            catch (NpgsqlException away) when (away.IsTransient)
            {
                logger.TargetsNotStored(away.Message);
                await Task.Delay(RetryDelay, stoppingToken);
            }
        }
    }

    /// <summary>Null where there is no file, or none that can be read: the targets it gave before then stay.</summary>
    private List<Target>? ReadFile()
    {
        var file = options.Value.File;
        if (file.Length == 0)
        {
            return null;
        }

        try
        {
            var (targets, errors) = TargetFile.Parse(File.ReadAllText(file), file);
            foreach (var error in errors)
            {
                logger.TargetFileWrong(error);
            }

            return targets.Count == 0 && errors.Count > 0 ? null : targets;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.TargetFileWrong(failure.Message);
            return null;
        }
    }
}
