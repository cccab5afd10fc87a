using Microsoft.Extensions.Options;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Reads the folder of rule files and the folders in it, and reads them again when something in it changes: at once by the file system's notice, else
/// within <see cref="RuleOptions.PollInterval"/>. A broken file keeps its previous version in force.
/// </summary>
internal sealed class RuleFolder(IOptions<RuleOptions> options, TimeProvider clock, AnalyticsMetrics metrics, ILogger<RuleFolder> logger) : BackgroundService
{
    private const int MaxFiles = 1_000;

    // Editors write a file in several steps.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    // What begins with a dot is passed over: in a mounted Kubernetes volume the same files lie there a second time.
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = false };

    // By the name below the folder. Bounded by MaxFiles.
    private readonly Dictionary<string, ((string? Text, string? Failure) Read, RuleFile InForce, IReadOnlyList<RuleFileError> Errors)> _files = [];
    private readonly Signal _changed = new();

    /// <summary>The rules in force.</summary>
    public RuleBook Book { get; private set; } = RuleBook.Empty;

    /// <summary>Why the folder cannot be read; null where it can.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>Whether the folder has been read once.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Reads the folder; replaces the book when a file is new, changed or gone.</summary>
    public void Reload()
    {
        if (options.Value.Folder is not { Length: > 0 } folder)
        {
            IsLoaded = true;
            return;
        }

        if (Read(folder) is not { } changed)
        {
            return;
        }

        if (changed || !IsLoaded)
        {
            Book = new RuleBook(
                [.. _files.OrderBy(static file => file.Key, StringComparer.Ordinal).SelectMany(static file => file.Value.InForce.Groups)],
                [.. _files.OrderBy(static file => file.Key, StringComparer.Ordinal).SelectMany(static file => file.Value.Errors)]);
            var rules = Book.Groups.Sum(static group => group.Rules.Count);
            logger.RulesLoaded(rules, Book.Groups.Count, folder);
            IsLoaded = true;
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Reload();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = _changed.Task;
            await Task.WhenAny(changed, Task.Delay(options.Value.PollInterval, clock, stoppingToken));
            if (changed.IsCompleted)
            {
                _changed.Lower();
                await Task.Delay(Settle, clock, stoppingToken);
            }

            Reload();
        }
    }

    /// <summary>Whether anything has changed; null where the folder cannot be read.</summary>
    private bool? Read(string folder)
    {
        Dictionary<string, string> paths;
        try
        {
            paths = Directory.EnumerateFiles(folder, "*", Everywhere)
                .Where(static path => Path.GetExtension(path) is ".yml" or ".yaml" or ".rules")
                .Order(StringComparer.Ordinal)
                .Take(MaxFiles)
                .ToDictionary(path => Path.GetRelativePath(folder, path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (Unreadable != failure.Message)
            {
                metrics.RuleFileFailures.Add(1);
                logger.RuleFolderUnreadable(folder, failure.Message);
            }

            Unreadable = failure.Message;
            return null;
        }

        Unreadable = null;
        var gone = _files.Keys.Where(name => !paths.ContainsKey(name)).ToList();
        gone.ForEach(name => _files.Remove(name));
        return paths.Count(file => Update(file.Key, Text(file.Value))) + gone.Count > 0;
    }

    /// <summary>The text of a file, or why it has none: one that may not be read, or a link that leads nowhere, is the trouble of that file alone.</summary>
    private static (string? Text, string? Failure) Text(string path)
    {
        try
        {
            return (File.ReadAllText(path), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, failure.Message);
        }
    }

    private bool Update(string name, (string? Text, string? Failure) read)
    {
        var before = _files.GetValueOrDefault(name);
        if (before.Read == read)
        {
            return false;
        }

        var file = read.Text is { } text ? RuleFileParser.Parse(name, text) : new RuleFile([], [new RuleFileError(name, 1, 1, $"the file cannot be read: {read.Failure}")]);
        _files[name] = (read, file.Errors.Count == 0 ? file : before.InForce ?? new RuleFile([], []), file.Errors);
        if (file.Errors.Count > 0)
        {
            metrics.RuleFileFailures.Add(1);
            logger.RuleFileRefused(name, before.InForce is null ? "none of its rules is" : "its previous version stays", string.Join("; ", file.Errors));
        }

        return true;
    }

    private FileSystemWatcher? Watch()
    {
        if (options.Value.Folder is not { Length: > 0 } folder || !Directory.Exists(folder))
        {
            return null;
        }

        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Changed += (_, _) => _changed.Raise();
        watcher.Created += (_, _) => _changed.Raise();
        watcher.Deleted += (_, _) => _changed.Raise();
        watcher.Renamed += (_, _) => _changed.Raise();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
