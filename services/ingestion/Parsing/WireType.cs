namespace PerfMonitor.Ingestion.Parsing;

/// <summary>How a Protocol Buffers field is laid out (protobuf.dev/programming-guides/encoding). Groups (3 and 4) are not used by OTLP and are refused.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    Fixed32 = 5,
}
