namespace PerfMonitor.Web.Gateway;

/// <summary>One line of the route table: a path and all below it go to one service.</summary>
/// <param name="Prefix">The path, without a slash at the end.</param>
/// <param name="Service">The service's resource name.</param>
/// <param name="Methods">What each method asks of the caller; other methods are refused. HEAD is as GET.</param>
internal sealed record GatewayRoute(string Prefix, string Service, IReadOnlyDictionary<string, Access> Methods)
{
    public const long Mebibyte = 1024 * 1024;

    /// <summary>Bytes of a request's body. 1 MiB unless the line says otherwise.</summary>
    public long MaximumBody { get; init; } = Mebibyte;

    /// <summary>Whether requests that are no GET go into the audit log: not where a POST only reads, nor for the stream of samples.</summary>
    public bool Audited { get; init; } = true;

    /// <summary>The line is about this path alone and its own methods; what is below and other methods are another line's.</summary>
    public bool Exact { get; init; }

    /// <summary>
    /// A POST without a body is no change but a question to be asked with GET, and told so. Grafana tries POST first on every path of the
    /// Prometheus API, and comes again after a 405.
    /// </summary>
    public bool PostNeedsBody { get; init; }

    public bool Covers(PathString path) => Exact ? path.Equals(Prefix, StringComparison.OrdinalIgnoreCase) : path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this line decides about a request.</summary>
    public bool Decides(string method, PathString path) => Covers(path) && (!Exact || Methods.ContainsKey(method));
}
