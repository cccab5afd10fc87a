using Microsoft.Net.Http.Headers;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>
/// Which remote-write message a request holds, by its Content-Type. A bare <c>application/x-protobuf</c>, or none at all, means 1.0, as
/// the specification of 2.0 has it for the senders that came before it.
/// </summary>
internal static class RemoteWriteContent
{
    public const string VersionHeader = "X-Prometheus-Remote-Write-Version";

    private const string MediaType = "application/x-protobuf";
    private const string First = "prometheus.WriteRequest";
    private const string Second = "io.prometheus.write.v2.Request";

    /// <summary>The version, or a 415 that names what is not understood.</summary>
    public static (RemoteWriteVersion Version, ReceiverFault? Fault) Of(string? contentType, string? versionHeader)
    {
        if (versionHeader is { Length: > 0 } && !IsKnown(versionHeader))
        {
            return (default, Unsupported("The remote-write version is not supported", $"{VersionHeader} is '{versionHeader}'; versions 0.1 to 2 are taken"));
        }

        if (string.IsNullOrWhiteSpace(contentType))
        {
            return (RemoteWriteVersion.V1, null);
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return (default, Unsupported("The content type is not supported", $"Content-Type is '{contentType}'; send {MediaType}, with proto={First} or proto={Second}"));
        }

        var proto = type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("proto", StringComparison.OrdinalIgnoreCase))?.Value;
        return HeaderUtilities.RemoveQuotes(proto ?? default).Value switch
        {
            null or First => (RemoteWriteVersion.V1, null),
            Second => (RemoteWriteVersion.V2, null),
            var other => (default, Unsupported("The remote-write message is not supported", $"Content-Type names the message '{other}'; {First} and {Second} are taken")),
        };
    }

    // Versions within a major one read each other's messages; 0.1 is what 1.0 calls itself.
    private static bool IsKnown(string version) => version.Split('.')[0] is "0" or "1" or "2";

    private static ReceiverFault Unsupported(string title, string detail) => new(StatusCodes.Status415UnsupportedMediaType, title, $"{detail}.");
}
