namespace PerfMonitor.Peers.Workloads;

/// <summary>Builds remote-write 1.0 requests, one after the other.</summary>
internal sealed class WriteRequest
{
    private readonly ProtobufBuffer _request = new();
    private readonly ProtobufBuffer _sample = new();
    private readonly Snappy _snappy = new();

    /// <summary>Appends one sample. prompb: WriteRequest{timeseries=1}, TimeSeries{labels=1, samples=2}, Sample{value=1, timestamp=2}.</summary>
    public void Add(byte[] labels, double value, long timestampMs)
    {
        _sample.Clear();
        _sample.Tag(1, 1);
        _sample.Double(value);
        _sample.Tag(2, 0);
        _sample.Varint((ulong)timestampMs);
        _request.Tag(1, 2);
        _request.Varint((ulong)(labels.Length + ProtobufBuffer.FieldLength(_sample.Written.Length)));
        _request.Raw(labels);
        _request.Field(2, _sample.Written);
    }

    /// <summary>The compressed body; what is added from here on belongs to the next request.</summary>
    public byte[] Finish()
    {
        using var message = new MemoryStream();
        _snappy.Compress(_request.Written, message);
        _request.Clear();
        return message.ToArray();
    }
}
