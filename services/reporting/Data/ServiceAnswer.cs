using System.Net;

namespace PerfMonitor.Reporting.Data;

/// <summary>Asks another service over HTTP and says in one sentence what went wrong, and whether asking again may help.</summary>
internal static class ServiceAnswer
{
    private const int LongestExcerpt = 300;

    public static async Task<byte[]> GetBytesAsync(HttpClient http, HttpRequestMessage request, string service, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.OriginalString.Split('?')[0];
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return body;
            }

            var message = $"{service} answered {(int)response.StatusCode} to {path}: {Excerpt(body)}";
            throw IsRefusal(response.StatusCode) ? new DataRefusedException(message) : new DataUnavailableException(message);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new DataRefusedException($"The answer of {service} is larger than {http.MaxResponseContentBufferSize} bytes; ask for a shorter period.", failure);
        }
        catch (HttpRequestException failure)
        {
            throw new DataUnavailableException($"{service} at {http.BaseAddress} cannot be reached: {failure.Message}", failure);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DataUnavailableException($"{service} at {http.BaseAddress} did not answer within {http.Timeout.TotalSeconds:0} s.", timeout);
        }
    }

    // 401 and 403 mean that the two processes do not have the same Internal:Key yet, 404 that the other is of another version: both pass.
    private static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity;

    private static string Excerpt(byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestExcerpt)));
        return text.Length == 0 ? "(no body)" : text.ReplaceLineEndings(" ");
    }
}
