namespace PerfMonitor.Reporting.Mailing;

/// <summary>Addresses of the page, for mails.</summary>
internal sealed class ReportLinks(ReportingOptions options, IConfiguration configuration)
{
    private const string Usual = "http://localhost:3000";

    private readonly string _root = (options.PublicUrl?.AbsoluteUri ?? configuration["Self:Url"] ?? Usual).TrimEnd('/');

    /// <summary>The list of reports.</summary>
    public string Reports => $"{_root}/dashboard/reports";
}
