using Microsoft.AspNetCore.WebUtilities;

namespace PerfMonitor.Alerting.Api;

/// <summary>The body of a request as it came, for signatures over it.</summary>
internal sealed record RawBody(byte[] Bytes, IReadOnlyDictionary<string, string> Form)
{
    // What Slack and Twilio send is some kilobytes; Slack's interactions hold the whole message.
    private const int Longest = 256 * 1024;

    /// <summary>Null where it is longer than anything that is expected here, or no form.</summary>
    public static async Task<RawBody?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            if (buffer.Length + read > Longest)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        var bytes = buffer.ToArray();
        try
        {
            using var reader = new FormReader(new MemoryStream(bytes)) { ValueLengthLimit = Longest, KeyLengthLimit = 2048, ValueCountLimit = 200 };
            return new RawBody(bytes, (await reader.ReadFormAsync(cancellationToken)).ToDictionary(field => field.Key, field => field.Value.ToString()));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
