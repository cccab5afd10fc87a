using System.Buffers;
using System.Net;
using System.Text;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>Probes a target once: fresh connection, every phase timed, at most <see cref="MaximumBodyBytes"/> of the body read.</summary>
internal sealed class HttpProbe(TimeProvider clock)
{
    public const int MaximumBodyBytes = 1_024 * 1_024;

    private const int MaximumRedirects = 10;
    private const string UserAgent = "User-Agent";

    private sealed record Answer(int Status, long Length, bool KeywordFound, Uri? Location);

    public async Task<ProbeResult> RunAsync(Target target, CancellationToken cancellationToken)
    {
        var trace = new ProbeTrace(clock);
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(target.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var (answer, failure, detail) = (default(Answer), default(ProbeFailure?), default(string));
        try
        {
            answer = await FollowAsync(target, trace, either.Token);
            (failure, detail) = Judge(target, answer);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            (failure, detail) = (ProbeFailure.Timeout, $"not done within {target.Timeout.TotalSeconds:0} s, still {trace.StageName}");
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever goes wrong on the way to an answer is the result of the probe, and must not end the probing.
            (failure, detail) = (trace.FailureHere, trace.CertificateProblem ?? FailureText.Innermost(broken));
        }

        trace.Finish();
        return new ProbeResult
        {
            FinishedAt = clock.GetUtcNow(),
            Duration = clock.GetElapsedTime(started),
            Phases = trace.Phases,
            Failure = failure,
            Detail = detail,
            StatusCode = answer?.Status,
            ContentLength = answer?.Length,
            CertificateExpiry = trace.CertificateExpiry,
        };
    }

    private static (ProbeFailure? Failure, string? Detail) Judge(Target target, Answer answer)
    {
        if (!target.ExpectedStatus.Contains(answer.Status))
        {
            return (ProbeFailure.Status, answer.Location is not null && target.FollowRedirects
                ? $"redirected more than {MaximumRedirects} times"
                : $"answered {answer.Status}, expected {target.ExpectedStatus.Text}");
        }

        return answer.KeywordFound ? (null, null) : (ProbeFailure.Keyword, $"the first {MaximumBodyBytes / 1_024} KB of the body do not contain '{target.Keyword}'");
    }

    private static async Task<Answer> FollowAsync(Target target, ProbeTrace trace, CancellationToken cancellationToken)
    {
        var (url, method) = (target.Url, target.Method);
        for (var hop = 0; ; hop++)
        {
            var answer = await SendAsync(target, url, method, trace, cancellationToken);
            if (answer.Location is not { } location || !target.FollowRedirects || hop == MaximumRedirects || target.ExpectedStatus.Contains(answer.Status))
            {
                return answer;
            }

            // As browsers do: a redirected POST becomes a GET, unless the status forbids it.
            if (answer.Status is 301 or 302 or 303 && method != HttpMethod.Head)
            {
                method = HttpMethod.Get;
            }

            url = new Uri(url, location);
            if (url.Scheme is not ("http" or "https"))
            {
                throw new NotSupportedException($"it redirects to {url.Scheme}:");
            }
        }
    }

    private static async Task<Answer> SendAsync(Target target, Uri url, HttpMethod method, ProbeTrace trace, CancellationToken cancellationToken)
    {
        using var handler = ProbeConnection.Create(target, trace);
        using var client = new HttpMessageInvoker(handler);
        using var request = Request(target, url, method);
        using var response = await client.SendAsync(request, cancellationToken);
        var status = (int)response.StatusCode;
        var location = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? response.Headers.Location
            : null;
        var body = ArrayPool<byte>.Shared.Rent(MaximumBodyBytes);
        try
        {
            var length = await ReadAsync(response, body, cancellationToken);
            trace.Finish();
            var found = target.Keyword is not { } keyword || body.AsSpan(0, length).IndexOf(EncodingOf(response).GetBytes(keyword)) >= 0;
            return new Answer(status, response.Content.Headers.ContentLength ?? length, found, location);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static async Task<int> ReadAsync(HttpResponseMessage response, byte[] body, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await stream.ReadAtLeastAsync(body.AsMemory(0, MaximumBodyBytes), MaximumBodyBytes, throwOnEndOfStream: false, cancellationToken);
    }

    private static HttpRequestMessage Request(Target target, Uri url, HttpMethod method)
    {
        var request = new HttpRequestMessage(method, url);
        if (!target.Headers.Keys.Contains(UserAgent, StringComparer.OrdinalIgnoreCase))
        {
            request.Headers.TryAddWithoutValidation(UserAgent, "PerfMonitor probe");
        }

        if (method != HttpMethod.Get && method != HttpMethod.Head)
        {
            request.Content = new ByteArrayContent([]);
        }

        foreach (var (name, value) in SecretHeaders.For(url, target.Url, target.Headers))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static Encoding EncodingOf(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            // A character set nobody knows; the keyword may still be plain ASCII.
            return Encoding.UTF8;
        }
    }
}
