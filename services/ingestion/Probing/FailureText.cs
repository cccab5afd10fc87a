namespace PerfMonitor.Ingestion.Probing;

/// <summary>What a person should read of an exception: the innermost message says what happened, those around it only that something did.</summary>
internal static class FailureText
{
    public static string Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure.Message;
    }
}
