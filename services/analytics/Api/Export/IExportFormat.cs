using System.Buffers;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Api.Export;

/// <summary>How exported series are written. One object serves one answer.</summary>
internal interface IExportFormat
{
    string ContentType { get; }

    /// <summary>What the file's name ends with.</summary>
    string Extension { get; }

    /// <summary>Writes what stands before the first series.</summary>
    void Begin(IBufferWriter<byte> output);

    /// <summary>Writes samples of a series; a series may come in several pieces, in order of time. Stale markers are no values and are left out.</summary>
    void Write(SeriesSamples series, IBufferWriter<byte> output);

    /// <summary>The format a request asks for by name.</summary>
    static IExportFormat From(ApiParameters parameters) => parameters.Text("format") switch
    {
        "csv" => new CsvExport(),
        "" or "ndjson" => new NdjsonExport(),
        var other => throw ApiException.Invalid("format", $"not supported value \"{other}\"; there are csv and ndjson"),
    };
}
