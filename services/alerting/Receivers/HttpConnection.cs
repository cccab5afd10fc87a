namespace PerfMonitor.Alerting.Receivers;

/// <summary>How a channel's server is reached where that is said for the channel alone.</summary>
internal sealed record HttpConnection
{
    /// <summary>As every channel is reached.</summary>
    public static HttpConnection Usual { get; } = new();

    /// <summary>What the header <c>Authorization</c> holds; null: nothing.</summary>
    public string? Authorization { get; init; }

    /// <summary>Further headers. Never logged.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The proxy; null: none, or what the environment names.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Hosts that are reached without it.</summary>
    public string NoProxy { get; init; } = "";

    /// <summary>Whether the environment's <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c> name the proxy. Default: yes.</summary>
    public bool UsesEnvironment { get; init; } = true;

    /// <summary>Whose certificates are trusted, and our own.</summary>
    public TlsSettings Tls { get; init; } = TlsSettings.Usual;

    /// <summary>Where a token is had for each hour; null: nowhere.</summary>
    public ClientCredentials? Credentials { get; init; }
}
