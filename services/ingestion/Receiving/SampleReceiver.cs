using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Translation;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>What became of a request: taken, wholly or in part, or refused as a whole.</summary>
internal readonly record struct Reception(Intake? Intake, ReceiverFault? Fault, bool ByLine = false) : IDisposable
{
    public void Dispose() => Intake?.Dispose();
}

/// <summary>The way of a body, whatever its format, through parsing, admission and publishing. Knows bytes and samples, not HTTP.</summary>
internal sealed class SampleReceiver(
    SeriesCatalogue catalogue,
    SampleSeries sampleSeries,
    RemoteWriteSamples remoteWrite,
    ExpositionSamples exposition,
    OtlpTranslator translator,
    SamplePublisher publisher,
    IOptions<AdmissionOptions> admission,
    IOptions<ReceiverOptions> options,
    IOptions<PublishingOptions> publishing,
    IngestionMetrics metrics,
    TimeProvider clock)
{
    /// <summary>Takes an OTLP request.</summary>
    public Task<Reception> OtlpAsync(ReadOnlyMemory<byte> body, bool json, CancellationToken cancellationToken) => TakeAsync(
        intake =>
        {
            if (json)
            {
                using var protobuf = OtlpJson.ToProtobuf(body.Span);
                translator.Translate(OtlpProtobuf.Decode(protobuf.Written, options.Value.MaximumElements), intake);
            }
            else
            {
                translator.Translate(OtlpProtobuf.Decode(body, options.Value.MaximumElements), intake);
            }

            return false;
        },
        cancellationToken);

    /// <summary>Takes samples in our JSON form.</summary>
    public Task<Reception> SamplesAsync(ReadOnlyMemory<byte> body, bool lines, CancellationToken cancellationToken) => TakeAsync(
        intake =>
        {
            var parsed = SampleJson.Parse(body.Span, lines, options.Value.MaximumElements);
            sampleSeries.Take(parsed, body.Span, intake);
            return parsed.ByLine;
        },
        cancellationToken);

    /// <summary>Takes a remote-write request, unpacked.</summary>
    public Task<Reception> RemoteWriteAsync(ReadOnlyMemory<byte> body, RemoteWriteVersion version, CancellationToken cancellationToken) => TakeAsync(
        intake =>
        {
            remoteWrite.Take(body.Span, version, options.Value.MaximumElements, intake);
            return false;
        },
        cancellationToken);

    /// <summary>Takes a text exposition; lines without a time have the usual one, or that of the receipt.</summary>
    public Task<Reception> ExpositionAsync(ReadOnlyMemory<byte> body, bool openMetrics, long? usualMs, ExtraLabels extra, CancellationToken cancellationToken) => TakeAsync(
        intake =>
        {
            exposition.Take(body.Span, openMetrics, usualMs ?? intake.Window.NowMs, extra, options.Value.MaximumElements, intake);
            return true;
        },
        cancellationToken);

    /// <summary>Lets a format take its samples, says whether it counts by line, and publishes them.</summary>
    private async Task<Reception> TakeAsync(Func<Intake, bool> take, CancellationToken cancellationToken)
    {
        var intake = new Intake(catalogue, TimeWindow.Around(clock.GetUtcNow(), admission.Value));
        var reception = default(Reception);
        try
        {
            reception = await PublishAsync(intake, take(intake), cancellationToken);
        }
        catch (MalformedPayloadException malformed)
        {
            reception = new Reception(null, FaultOf(malformed));
        }
        finally
        {
            if (reception.Intake is null)
            {
                intake.Dispose();
            }
        }

        return reception;
    }

    private async Task<Reception> PublishAsync(Intake intake, bool byLine, CancellationToken cancellationToken)
    {
        foreach (var (reason, count) in intake.Reasons)
        {
            metrics.Refused(reason, count);
        }

        foreach (var (kind, count) in intake.Noted)
        {
            metrics.Totals.Note(kind, count);
        }

        switch (await publisher.PublishAsync(intake.Samples, cancellationToken))
        {
            case PublishOutcome.Confirmed:
                return new Reception(intake, null, byLine);
            case PublishOutcome.QueueFull:
                metrics.Refused(RefusalReason.QueueFull, intake.Samples.Count);
                return new Reception(null, new ReceiverFault(
                    StatusCodes.Status429TooManyRequests, "Too many samples wait", "The queue towards the broker is full (Publishing:MaximumQueuedSamples); nothing of this request was taken, send it again.", publishing.Value.RetryAfter));
            default:
                metrics.Refused(RefusalReason.NotConfirmed, intake.Samples.Count);
                return new Reception(null, new ReceiverFault(
                    StatusCodes.Status503ServiceUnavailable, "The samples are not stored", "The message broker did not confirm all samples of this request; send it again, samples that arrive twice count once.", publishing.Value.RetryAfter));
        }
    }

    private static ReceiverFault FaultOf(MalformedPayloadException malformed) =>
        malformed.TooLarge ? ReceiverFault.TooLarge($"{malformed.Message} (Receivers:MaximumElements)") : ReceiverFault.Malformed(malformed.Message);
}
