using System.Security.Cryptography;
using System.Text;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>One exporter of a job: its address, and the labels of all its series, sorted by name.</summary>
internal sealed record ScrapeTarget(Uri Url, IReadOnlyList<Label> Labels)
{
    /// <summary>The same for the same job, address and labels, so that a target keeps its place in time when others come and go.</summary>
    public Guid IdIn(Guid job)
    {
        var text = $"{job}\n{Url.AbsoluteUri}\n{string.Join('\n', Labels.Select(label => $"{label.Name}={label.Value}"))}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
