using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// Decodes attributes, their values as text: strings as they are, numbers in decimal, booleans as true and false,
/// bytes in base64, lists and maps as JSON (OpenTelemetry specification, common/attribute-type-mapping).
/// Takes only bytes that the parser has checked.
/// </summary>
internal static class AttributeText
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static List<KeyValuePair<string, string>> Decode(ReadOnlySpan<byte> block)
    {
        var attributes = new List<KeyValuePair<string, string>>();
        var reader = new WireReader(block);
        while (reader.TryReadTag(out _, out _))
        {
            var pair = reader.Message();
            var (key, value) = ("", "");
            while (pair.TryReadTag(out var field, out var type))
            {
                switch (field)
                {
                    case 1:
                        key = Encoding.UTF8.GetString(pair.Bytes());
                        break;
                    case 2:
                        value = Text(pair.Message());
                        break;
                    default:
                        pair.Skip(type);
                        break;
                }
            }

            attributes.Add(new KeyValuePair<string, string>(key, value));
        }

        return attributes;
    }

    private static string Text(WireReader value)
    {
        var text = "";
        while (value.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    text = Encoding.UTF8.GetString(value.Bytes());
                    break;
                case 2:
                    text = value.Varint() != 0 ? "true" : "false";
                    break;
                case 3:
                    text = unchecked((long)value.Varint()).ToString(CultureInfo.InvariantCulture);
                    break;
                case 4:
                    text = FloatText.Of(value.Double());
                    break;
                case 5 or 6:
                    text = Structure(value.Message(), keyed: field == 6);
                    break;
                case 7:
                    text = Convert.ToBase64String(value.Bytes());
                    break;
                default:
                    value.Skip(type);
                    break;
            }
        }

        return text;
    }

    private static string Structure(WireReader list, bool keyed)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Json))
        {
            Write(list, keyed, json);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(WireReader list, bool keyed, Utf8JsonWriter json)
    {
        if (keyed)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartArray();
        }

        while (list.TryReadTag(out var field, out var type))
        {
            if (field != 1)
            {
                list.Skip(type);
            }
            else if (keyed)
            {
                WritePair(list.Message(), json);
            }
            else
            {
                WriteValue(list.Message(), json);
            }
        }

        if (keyed)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    private static void WritePair(WireReader pair, Utf8JsonWriter json)
    {
        var key = "";
        var value = default(WireReader);
        while (pair.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    key = Encoding.UTF8.GetString(pair.Bytes());
                    break;
                case 2:
                    value = pair.Message();
                    break;
                default:
                    pair.Skip(type);
                    break;
            }
        }

        json.WritePropertyName(key);
        WriteValue(value, json);
    }

    private static void WriteValue(WireReader value, Utf8JsonWriter json)
    {
        // Of a oneof given several times the last one holds.
        var last = default(WireReader);
        var lastField = 0;
        for (var before = value; value.TryReadTag(out var field, out var type); before = value)
        {
            if (field is >= 1 and <= 7)
            {
                last = before;
                lastField = field;
            }

            value.Skip(type);
        }

        last.TryReadTag(out _, out _);
        switch (lastField)
        {
            case 1:
                json.WriteStringValue(last.Bytes());
                break;
            case 2:
                json.WriteBooleanValue(last.Varint() != 0);
                break;
            case 3:
                json.WriteNumberValue(unchecked((long)last.Varint()));
                break;
            case 4:
                var number = last.Double();
                if (double.IsFinite(number))
                {
                    json.WriteNumberValue(number);
                }
                else
                {
                    json.WriteStringValue(FloatText.Of(number));
                }

                break;
            case 5 or 6:
                Write(last.Message(), keyed: lastField == 6, json);
                break;
            case 7:
                json.WriteStringValue(Convert.ToBase64String(last.Bytes()));
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
