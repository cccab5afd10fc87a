using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace PerfMonitor.Web.Page;

/// <summary>
/// The files of the built page. Looked for again until found, so that a page built while we run appears without a restart.
/// </summary>
internal sealed class PageFolder(IOptions<PageOptions> options, IHostEnvironment environment) : IFileProvider, IDisposable
{
    public const string Index = "index.html";
    private readonly IReadOnlyList<string> _candidates = Candidates(options.Value.Root, environment.ContentRootPath, AppContext.BaseDirectory);
    private readonly NullFileProvider _nothing = new();
    private readonly Lock _lock = new();
    private PhysicalFileProvider? _found;

    public bool IsBuilt => Find() is not NullFileProvider;

    public IFileInfo GetFileInfo(string subpath) => Find().GetFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => Find().GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => Find().Watch(filter);

    public void Dispose() => _found?.Dispose();

    /// <summary>The configured folder alone, else the published one, else dist in the source tree above the content root or the binaries.</summary>
    internal static IReadOnlyList<string> Candidates(string? configured, string contentRoot, string binaries)
    {
        if (!string.IsNullOrEmpty(configured))
            return [Path.GetFullPath(configured, contentRoot)];

        var candidates = new List<string> { Path.Combine(binaries, "wwwroot", "dashboard") };
        foreach (var start in (ReadOnlySpan<string>)[contentRoot, binaries])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                candidates.Add(Path.Combine(folder.FullName, "web", "dashboard", "dist"));
        }

        return candidates;
    }

    private IFileProvider Find()
    {
        lock (_lock)
        {
            if (_found is null && _candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, Index))) is { } root)
                _found = new PhysicalFileProvider(root);
            return _found is null ? _nothing : _found;
        }
    }
}
