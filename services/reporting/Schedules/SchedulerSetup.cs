using Npgsql;
using PerfMonitor.ServiceDefaults;
using Quartz;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>Quartz with its store in our schema, shared by all instances of the service.</summary>
internal static class SchedulerSetup
{
    // The part before the dot is the schema; Quartz makes its tables there.
    private const string TablePrefix = "reporting.qrtz_";

    public static WebApplicationBuilder AddSchedules(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ScheduleOptions>("Schedules");
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database => database.DataSourceFactory = services => services.GetRequiredService<NpgsqlDataSource>());
                store.ConfigureStore(options => options.TablePrefix = TablePrefix);
                store.ProvisionSchema();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(10);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(20);
                });
            });
        });
        builder.Services.AddHostedService<ScheduleRegistration>();
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder;
    }
}
