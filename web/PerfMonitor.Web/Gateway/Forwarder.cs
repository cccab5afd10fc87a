using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Gateway;

/// <summary>Passes a request on to a service and its answer back, streaming both ways.</summary>
internal sealed class Forwarder(
    ServiceConnections connections, InternalToken tokens, IOptions<GatewayOptions> options, TimeProvider time)
{
    private const int BufferBytes = 64 * 1024;

    /// <param name="context">The request.</param>
    /// <param name="decision">Where it goes.</param>
    /// <param name="caller">In whose name; null: in nobody's, without a token.</param>
    public async Task<ForwardResult> ForwardAsync(HttpContext context, RouteDecision.Forward decision, Caller? caller)
    {
        var route = decision.Route;
        if (connections.AddressOf(route.Service) is not { } address)
            return Failed(StatusCodes.Status503ServiceUnavailable, $"The address of {route.Service} is not known: {ServiceConnections.AddressKey(route.Service)} is not set.");
        if (context.Request.ContentLength > route.MaximumBody)
            return TooLarge(route);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = route.MaximumBody;

        using var timeout = new ActivityTimeout(options.Value.ActivityTimeout, time, context.RequestAborted);
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), Target(address, context.Request));
        var body = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? new RequestBody(context.Request, timeout.Reset) : null;
        message.Content = body;
        CopyHeaders(context, message);
        if (caller is not null)
            message.Headers.Add(InternalToken.Header, tokens.Issue(caller.Name, decision.Access.RoleFor(caller).Name(), time.GetUtcNow()));

        HttpResponseMessage response;
        try
        {
            response = await connections.SendAsync(message, timeout.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return Explain(failure, body?.ClientFailure, timeout, route);
        }

        using (response)
            return await AnswerAsync(context, response, timeout, route);
    }

    private static Uri Target(Uri address, HttpRequest request) =>
        new(address.GetLeftPart(UriPartial.Authority) + request.Path.ToUriComponent() + request.QueryString.ToUriComponent());

    private static void CopyHeaders(HttpContext context, HttpRequestMessage message)
    {
        var request = context.Request;
        foreach (var (name, values) in request.Headers)
        {
            if (!HeaderRules.ToService(name, request.Headers.Connection))
                continue;
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        message.Headers.TryAddWithoutValidation("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
        message.Headers.TryAddWithoutValidation("X-Forwarded-Host", request.Host.Value);
        message.Headers.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
    }

    private static async Task<ForwardResult> AnswerAsync(
        HttpContext context, HttpResponseMessage response, ActivityTimeout timeout, GatewayRoute route)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        string[] connection = response.Headers.TryGetValues("Connection", out var values) ? [.. values] : [];
        foreach (var (name, content) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (HeaderRules.ToClient(name, connection))
                context.Response.Headers[name] = content.ToArray();
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(timeout.Token);
            while (await stream.ReadAsync(buffer, timeout.Token) is var read and > 0)
            {
                timeout.Reset();
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), timeout.Token);
                timeout.Reset();
            }

            return new ForwardResult.Answered((int)response.StatusCode);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            if (timeout.ClientIsGone)
                return new ForwardResult.ClientGone();

            // A cut connection is the only way left to say that the answer is not whole.
            context.Abort();
            return new ForwardResult.BrokenOff($"{route.Service} broke off its answer: {failure.Message}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ForwardResult Explain(Exception failure, Exception? clientFailure, ActivityTimeout timeout, GatewayRoute route)
    {
        if (clientFailure is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            return TooLarge(route);
        if (clientFailure is BadHttpRequestException bad)
            return Failed(bad.StatusCode, bad.Message);
        if (clientFailure is not null || timeout.ClientIsGone)
            return new ForwardResult.ClientGone();

        return failure switch
        {
            OperationCanceledException =>
                Failed(StatusCodes.Status504GatewayTimeout, $"{route.Service} did not answer in time."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
                Failed(StatusCodes.Status503ServiceUnavailable, $"{route.Service} cannot be reached: {failure.Message} It may be starting; try again."),
            _ =>
                Failed(StatusCodes.Status502BadGateway, $"{route.Service} did not answer as HTTP asks: {failure.Message}"),
        };
    }

    private static ForwardResult.Failed TooLarge(GatewayRoute route) =>
        Failed(StatusCodes.Status413PayloadTooLarge, $"A body for {route.Prefix} may have {route.MaximumBody} bytes. Send less at a time.");

    private static ForwardResult.Failed Failed(int status, string reason) => new(status, reason);
}
