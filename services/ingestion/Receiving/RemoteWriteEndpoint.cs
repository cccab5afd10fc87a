namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Prometheus remote write 1.0 and 2.0: <c>POST /api/v1/write</c>.</summary>
internal sealed class RemoteWriteEndpoint(ReceiverAccess access, BodyReader bodies, SampleReceiver receiver)
{
    public const string Path = "/api/v1/write";

    public async Task HandleAsync(HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        var (version, unsupported) = RemoteWriteContent.Of(request.ContentType, request.Headers[RemoteWriteContent.VersionHeader]);
        if ((await access.CheckAsync(context, aborted) ?? unsupported) is { } unwelcome)
        {
            await RemoteWriteAnswer.FaultAsync(context, version, unwelcome);
            return;
        }

        var (body, fault) = await bodies.ReadSnappyAsync(request, aborted);
        using (body)
        {
            if (fault is null)
            {
                using var reception = await receiver.RemoteWriteAsync(body.Bytes, version, aborted);
                if (reception.Intake is { } intake)
                {
                    await RemoteWriteAnswer.TakenAsync(context, version, intake);
                    return;
                }

                fault = reception.Fault!;
            }

            await RemoteWriteAnswer.FaultAsync(context, version, fault);
        }
    }
}
