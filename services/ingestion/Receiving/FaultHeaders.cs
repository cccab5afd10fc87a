using System.Globalization;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>The headers that go with a refused request, whatever the form of its body.</summary>
internal static class FaultHeaders
{
    public static void Set(HttpResponse response, ReceiverFault fault)
    {
        if (fault.RetryAfter is { } delay)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        switch (fault.Status)
        {
            case StatusCodes.Status401Unauthorized:
                response.Headers.WWWAuthenticate = "Bearer";
                break;

            // The rest of such a body is not read, so the connection cannot carry another request.
            case StatusCodes.Status413PayloadTooLarge:
                response.Headers.Connection = "close";
                break;
        }
    }
}
