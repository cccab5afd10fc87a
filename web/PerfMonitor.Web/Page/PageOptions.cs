namespace PerfMonitor.Web.Page;

/// <summary>Where the built page lies; section <c>Page</c>.</summary>
internal sealed class PageOptions
{
    /// <summary>The folder with index.html. By default looked for beside this program and in the source tree.</summary>
    public string? Root { get; init; }
}
