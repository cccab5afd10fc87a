using System.Text.Unicode;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Checks the form of an attribute (opentelemetry/proto/common/v1/common.proto, KeyValue) without decoding it.</summary>
internal static class AttributeCheck
{
    // Deeper values (arrays in maps in arrays …) are refused: nobody sends them, and recursion needs a bound.
    private const int MaximumDepth = 32;

    public static void KeyValue(WireReader reader, int depth = 0)
    {
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field is 1 or 2)
            {
                reader.Expect(WireType.LengthDelimited, type, field);
            }

            switch (field)
            {
                case 1:
                    Text(ref reader);
                    break;
                case 2:
                    Value(reader.Message(), depth);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static void Value(WireReader reader, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw WireReader.Malformed($"an attribute value nested deeper than {MaximumDepth} levels", reader.Position);
        }

        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    Text(ref reader);
                    break;
                case 5 or 6:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    List(reader.Message(), keyed: field == 6, depth + 1);
                    break;
                case 2 or 3:
                    reader.Expect(WireType.Varint, type, field);
                    reader.Skip(type);
                    break;
                case 4:
                    reader.Expect(WireType.Fixed64, type, field);
                    reader.Skip(type);
                    break;
                case 7:
                    reader.Expect(WireType.LengthDelimited, type, field);
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static void List(WireReader reader, bool keyed, int depth)
    {
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field != 1)
            {
                reader.Skip(type);
                continue;
            }

            reader.Expect(WireType.LengthDelimited, type, field);
            if (keyed)
            {
                KeyValue(reader.Message(), depth);
            }
            else
            {
                Value(reader.Message(), depth);
            }
        }
    }

    private static void Text(ref WireReader reader)
    {
        var start = reader.Position;
        if (!Utf8.IsValid(reader.Bytes()))
        {
            throw WireReader.Malformed("text that is not UTF-8", start);
        }
    }
}
