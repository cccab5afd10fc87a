using Npgsql;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Reads what a file provides at the start, and stores it as soon as the database is there.</summary>
internal static class ProvidedFile
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Null where there is no file, or none that can be read: what it gave before then stays.</summary>
    public static List<T>? Read<T>(string file, Func<string, string, (List<T> Items, List<string> Errors)> parse, Action<string> wrong)
    {
        if (file.Length == 0)
        {
            return null;
        }

        try
        {
            var (items, errors) = parse(File.ReadAllText(file), file);
            errors.ForEach(wrong);
            return items.Count == 0 && errors.Count > 0 ? null : items;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            wrong(failure.Message);
            return null;
        }
    }

    /// <summary>Stores, again and again while the database is away.</summary>
    public static async Task StoreAsync(Func<Task> store, Action<string> notStored, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store();
                return;
            }
            catch (NpgsqlException away) when (away.IsTransient)
            {
                notStored(away.Message);
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }
}
