namespace PerfMonitor.Web.Page;

/// <summary>How a request under <c>/dashboard</c> is answered.</summary>
internal enum PageAnswer
{
    /// <summary>Not ours.</summary>
    Other,

    /// <summary>A file of the page.</summary>
    File,

    /// <summary>The page itself, which shows the view that the address names.</summary>
    Index,

    /// <summary>A word on how to build the page.</summary>
    NotBuilt,

    /// <summary>No such file.</summary>
    Missing,
}

/// <summary>Decides how requests for the page are answered.</summary>
internal static class PageRules
{
    public const string Path = "/dashboard";

    /// <summary>Addresses that people type, and where they lead.</summary>
    public static readonly IReadOnlyDictionary<PathString, string> ShortPaths = new Dictionary<PathString, string>
    {
        ["/"] = Path,
        ["/status"] = $"{Path}/status",
    };

    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";

    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The whole path.</param>
    /// <param name="accept">The header Accept: a browser that goes to an address wants HTML, a script tag does not.</param>
    /// <param name="built">Whether the page was built.</param>
    /// <param name="exists">Whether the page has a file at a path below <see cref="Path"/>.</param>
    public static PageAnswer Decide(string method, PathString path, string accept, bool built, Func<PathString, bool> exists)
    {
        if (!path.StartsWithSegments(Path, out var rest) || !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method)))
            return PageAnswer.Other;
        var wantsPage = !rest.HasValue || rest == "/" || accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!built)
            return wantsPage ? PageAnswer.NotBuilt : PageAnswer.Missing;
        if (rest.HasValue && rest != "/" && exists(rest))
            return PageAnswer.File;
        return wantsPage ? PageAnswer.Index : PageAnswer.Missing;
    }

    /// <summary>The build puts a hash of the content into the names under /assets: those files never change.</summary>
    public static string CacheControl(PathString path) =>
        path.StartsWithSegments($"{Path}/assets") ? Forever : AskEachTime;
}
