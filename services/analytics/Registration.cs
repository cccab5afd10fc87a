using System.IO.Compression;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.ResponseCompression;
using PerfMonitor.Analytics.Annotations;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Archive;
using PerfMonitor.Analytics.Backup;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.Analytics.Business;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Explain;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Scores;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.Analytics.Trends;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics;

/// <summary>What each part of the service needs. Hosted services stop in the reverse order: the bus first, the group commit late.</summary>
internal static class Registration
{
    /// <summary>The whole service but its API.</summary>
    public static void AddAnalytics(this WebApplicationBuilder builder)
    {
        // Whoever takes a lock for a session gives it up; a session that listened listens on, to no harm.
        builder.AddNpgsqlDataSource("perfmonitor", resets: false);
        builder.AddNpgsqlReads("perfmonitor", HistoryReader.Reads);
        builder.AddRedisClient("live");
        builder.Services.AddSingleton<AnalyticsMetrics>();
        builder.AddHistory();
        builder.AddArchives();
        builder.AddLiveWindows();
        builder.AddQueries();
        builder.AddRules();
        builder.AddBaselines();
        builder.AddScores();
        builder.AddObjectives();
        builder.AddOutlooks();
        builder.AddAnomalies();
        builder.AddExplanations();
        builder.AddImpact();
        builder.Services.AddBackupKinds();
        builder.AddSampleConsumers();
    }

    public static void AddHistory(this WebApplicationBuilder builder)
    {
        builder.AddSchema("history");
        builder.Services.AddValidatedOptions<HistoryOptions>("History");
        builder.Services.AddSingleton<SeriesCatalogue>();
        builder.Services.AddSingleton<CatalogueStore>();
        builder.Services.AddSingleton<HistoryBuffer>();
        builder.Services.AddSingleton<Partitions>();
        builder.Services.AddSingleton<RetentionPolicy>();
        builder.Services.AddSingleton<RetentionSweep>();
        builder.Services.AddSingleton<CorruptChunks>();
        builder.Services.AddSingleton<HistoryFigures>();
        builder.Services.AddSingleton<ChunkCache>();
        builder.Services.AddSingleton<HistoryReader>();
        builder.Services.AddSingleton<IHistoryStore, HistoryStore>();
        builder.Services.AddSingleton<Compactor>();
        builder.AddWorker<CatalogueSync>();
        builder.AddWorker<GroupCommit>();
        builder.AddWorker<Maintenance>();
        builder.AddWorker<HistorySize>();
    }

    public static void AddArchives(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ArchiveOptions>("Archive");
        builder.Services.AddSingleton<ArchivePlace>();
        builder.Services.AddSingleton<HistoryArchive>();
        builder.Services.AddSingleton<ArchiveRestore>();
        builder.AddWorker<ArchiveTasks>();
    }

    public static void AddLiveWindows(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<LiveOptions>("Live");
        builder.Services.AddSingleton<TouchedSeries>();
        builder.Services.AddSingleton<LiveBuffer>();
        builder.Services.AddSingleton<NewSeries>();
        builder.Services.AddSingleton<RedisSeriesChannel>();
        builder.Services.AddSingleton<ISeriesChannel>(static services => services.GetRequiredService<RedisSeriesChannel>());
        builder.Services.AddSingleton<RedisWindows>();
        builder.Services.AddSingleton<ILiveWindows>(static services => services.GetRequiredService<RedisWindows>());
        builder.AddWorker<LiveFlusher>();
    }

    public static void AddQueries(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<QueryOptions>("Query");
        builder.Services.AddSingleton<SampleReader>();
        builder.Services.AddSingleton<QueryRunner>();
        builder.Services.AddSingleton<SampleExport>();
        builder.Services.AddSingleton<GridQuery>();
        builder.Services.AddSingleton<FieldQuery>();
        builder.Services.ConfigureHttpJsonOptions(static json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddResponseCompression(static compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["application/json", "application/x-ndjson", "text/csv"];
        });
        builder.Services.Configure<GzipCompressionProviderOptions>(static gzip => gzip.Level = CompressionLevel.Fastest);
    }

    public static void AddSampleConsumers(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<BusOptions>("Bus");
        builder.Services.AddSingleton<BusProgress>();
        builder.Services.AddSingleton<RefusedSeries>();
        builder.Services.AddSingleton<SampleIntake>();
        builder.AddMessageBus();
        builder.AddRabbitMQConnectionFactory("bus");
        builder.Services.AddPartitionSharing();
        builder.Services.AddHostedService<RefusalSender>();
        builder.Services.AddHealthChecks().AddCheck<SamplesHealth>("samples", tags: [ServiceDefaults.HostDefaults.ReadyTag]);
    }

    /// <summary>The places in the lines for the partitions.</summary>
    public static void AddPartitionSharing(this IServiceCollection services)
    {
        services.AddSingleton<PartitionDeliveries>();
        services.AddSingleton<SampleBatchConsumer>();
        services.AddSingleton<PartitionConsumers>();
        services.AddSingleton<InstanceRegistry>();
        services.AddSingleton<PartitionSharing>();
        services.AddHostedService(static provider => provider.GetRequiredService<PartitionSharing>());
    }

    public static void AddRules(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RuleOptions>("Rules");
        builder.Services.AddSingleton<RuleBoard>();
        builder.Services.AddHealthChecks()
            .AddCheck<HistoryHealth>("history", tags: [ServiceDefaults.HostDefaults.ReadyTag])
            .AddCheck<RuleHealth>("rules", tags: [ServiceDefaults.HostDefaults.ReadyTag]);
        builder.Services.AddSingleton<RuleQuery>();
        builder.AddWorker<KeptSources>();
        builder.Services.AddSingleton<GroupEvaluation>();
        builder.Services.AddSingleton<AlertOutbox>();
        builder.AddRuleWriting();
        builder.AddWorker<RuleFolder>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<StoredRules>());
        builder.AddWorker<RuleRunner>();
        builder.AddWorker<TouchedListener>();
    }

    /// <summary>Rules written over the API, and what helps in writing them.</summary>
    public static void AddRuleWriting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoredRuleStore>();
        builder.Services.AddSingleton<StoredRules>();
        builder.Services.AddSingleton<RulesInForce>();
        builder.Services.AddSingleton<ThresholdProposals>();
        builder.Services.AddSingleton<BandQuery>();
        builder.Services.AddSingleton<PastForecasts>();
        builder.Services.AddSingleton<PastJudging>();
        builder.Services.AddSingleton<BacktestRunner>();
        builder.AddInternalHttpClient<AlertReplayClient>("alerting");
        builder.Services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
    }

    public static void AddBaselines(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<BaselineOptions>("Baselines");
        builder.Services.AddSingleton<BaselineStore>();
        builder.Services.AddSingleton<ReferenceBaseline>();
        builder.Services.AddSingleton<ComponentReader>();
        builder.Services.AddSingleton<RunRanges>();
        builder.Services.AddSingleton<BaselineTaking>();
        builder.AddWorker<InitialBaseline>();
        builder.Services.AddHealthChecks().AddCheck<BaselineHealth>("baseline", tags: [ServiceDefaults.HostDefaults.ReadyTag]);
    }

    public static void AddScores(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ScoreOptions>("Scores");
        builder.Services.AddSingleton<IStoredAlerts, StoredAlerts>();
        builder.Services.AddSingleton<RequestMeasuring>();
        builder.Services.AddSingleton<SystemMeasuring>();
    }

    public static void AddObjectives(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ObjectiveStore>();
        builder.Services.AddSingleton<SlotCounting>();
        builder.Services.AddSingleton<ObjectiveJudging>();
        builder.AddWorker<ObjectiveCounter>();
    }

    public static void AddOutlooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ForecastOptions>("Forecast");
        builder.Services.AddSingleton<Forecasting>();
        builder.Services.AddSingleton<OutlookStore>();
        builder.AddWorker<OutlookKeeper>();
    }

    public static void AddAnomalies(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<DetectionOptions>("Detection");
        builder.Services.AddSingleton<WatchStore>();
        builder.Services.AddSingleton<AnomalyStore>();
        builder.Services.AddSingleton<AnomalyAnnouncing>();
        builder.Services.AddSingleton<IAnomalyFeed, BusAnomalyFeed>();
        builder.AddWorker<AnomalyWatcher>();
    }

    public static void AddExplanations(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ExplainOptions>("Explain");
        builder.Services.AddSingleton<AnnotationStore>();
        builder.Services.AddSingleton<Explaining>();
        builder.Services.AddSingleton<AlertSubjects>();
        builder.Services.AddSingleton<TrendReading>();
        builder.Services.AddSingleton<LongTrends>();
        builder.Services.AddSingleton<Advising>();
    }

    public static void AddImpact(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<BusinessOptions>("Business");
        builder.Services.AddSingleton<ImpactReading>();
    }

    /// <summary>What people have set up; watches and objectives before the rules that read them, baselines before their reference.</summary>
    public static IServiceCollection AddBackupKinds(this IServiceCollection services) => services
        .AddBackupKind<WatchBackup>()
        .AddBackupKind<OutlookBackup>()
        .AddBackupKind<ObjectiveBackup>()
        .AddBackupKind<RuleBackup>()
        .AddBackupKind<BaselineBackup>()
        .AddBackupKind<ReferenceBackup>();

    /// <summary>A background service that others can ask how it is.</summary>
    private static void AddWorker<T>(this WebApplicationBuilder builder)
        where T : class, IHostedService
    {
        builder.Services.AddSingleton<T>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<T>());
    }
}
