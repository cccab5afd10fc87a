using Aspire.Hosting;

namespace PerfMonitor.Hosting.Running;

/// <summary>A mistake in the model or the settings ends the AppHost with one sentence instead of a stack trace.</summary>
internal static class LastWords
{
    private static int _installed;

    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                // A setting of the wrong type and a bad name throw these. Anything else is a bug and keeps its stack trace.
                if (unhandled.ExceptionObject is DistributedApplicationException or InvalidOperationException or ArgumentException)
                {
                    OperatorConsole.Terminal.Warn(((Exception)unhandled.ExceptionObject).Message);
                    Environment.Exit(1);
                }
            };
        }
    }
}
