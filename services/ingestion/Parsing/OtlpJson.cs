using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Rewrites an OTLP/JSON request as the protobuf it stands for, so that everything after it has one form to understand.
/// Follows proto3's JSON mapping: names in camel or snake case, 64-bit integers as strings or numbers, enumerations by name or number,
/// "NaN" and "Infinity" as strings, null as absent, unknown names passed over.
/// </summary>
internal static class OtlpJson
{
    // One level of OTLP is two of JSON; deeper is nothing any sender writes.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Rewrites a request; the caller disposes of the result when nothing refers to it any more.</summary>
    /// <exception cref="MalformedPayloadException">The text is not JSON, or a value does not fit its field.</exception>
    public static WireWriter ToProtobuf(ReadOnlySpan<byte> json)
    {
        var output = new WireWriter();
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            Message(ref reader, json, OtlpSchema.Request, output);
            reader.Read();
            return output;
        }
        catch (JsonException cause)
        {
            output.Dispose();
            throw JsonPlace.Refusal(cause);
        }
        catch (InvalidOperationException cause)
        {
            // Half of a surrogate pair in an escape, such as "\ud800": legal JSON that is no text.
            output.Dispose();
            throw new MalformedPayloadException("A string is not valid Unicode", JsonPlace.Of(json, reader.TokenStartIndex), cause: cause);
        }
        catch (MalformedPayloadException)
        {
            output.Dispose();
            throw;
        }
    }

    private static void Message(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema[] schema, WireWriter output)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unfit(reader, json, "an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(ref reader, schema);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                Field(ref reader, json, field, output);
            }
        }
    }

    private static FieldSchema? Find(ref Utf8JsonReader reader, FieldSchema[] schema)
    {
        foreach (var field in schema)
        {
            if (reader.ValueTextEquals(field.JsonName) || reader.ValueTextEquals(field.Name))
            {
                return field;
            }
        }

        return null;
    }

    private static void Field(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field, WireWriter output)
    {
        if (!field.Repeated)
        {
            Value(ref reader, json, field, output);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unfit(reader, json, $"an array for {field.JsonName}");
        }

        var packed = field.Kind == FieldKind.Message ? -1 : output.Begin(field.Number);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (packed < 0)
            {
                Value(ref reader, json, field, output);
            }
            else if (field.Kind == FieldKind.UInt64)
            {
                output.Raw(Unsigned(ref reader, json, field));
            }
            else
            {
                output.Raw8(field.Kind == FieldKind.Double ? BitConverter.DoubleToUInt64Bits(Double(ref reader, json, field)) : Unsigned(ref reader, json, field));
            }
        }

        if (packed >= 0)
        {
            output.End(packed);
        }
    }

    private static void Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field, WireWriter output)
    {
        switch (field.Kind)
        {
            case FieldKind.Message:
                var begun = output.Begin(field.Number);
                Message(ref reader, json, field.Message!(), output);
                output.End(begun);
                break;
            case FieldKind.Text:
                Text(ref reader, json, field, output);
                break;
            case FieldKind.Bytes:
                output.Bytes(field.Number, Base64(ref reader, json, field));
                break;
            case FieldKind.Bool:
                output.Varint(field.Number, reader.TokenType switch
                {
                    JsonTokenType.True => 1UL,
                    JsonTokenType.False => 0UL,
                    _ => throw Unfit(reader, json, $"true or false for {field.JsonName}"),
                });
                break;
            case FieldKind.Double:
                output.Fixed64(field.Number, BitConverter.DoubleToUInt64Bits(Double(ref reader, json, field)));
                break;
            case FieldKind.Fixed64:
                output.Fixed64(field.Number, Unsigned(ref reader, json, field));
                break;
            case FieldKind.SFixed64:
                output.Fixed64(field.Number, unchecked((ulong)Signed(ref reader, json, field)));
                break;
            case FieldKind.Int64:
                output.Varint(field.Number, unchecked((ulong)Signed(ref reader, json, field)));
                break;
            case FieldKind.SInt32:
                var signed = Signed(ref reader, json, field);
                output.Varint(field.Number, signed is >= int.MinValue and <= int.MaxValue
                    ? (uint)(((int)signed << 1) ^ ((int)signed >> 31))
                    : throw Unfit(reader, json, $"a 32-bit integer for {field.JsonName}"));
                break;
            case FieldKind.UInt32:
                var unsigned = Unsigned(ref reader, json, field);
                output.Varint(field.Number, unsigned <= uint.MaxValue ? unsigned : throw Unfit(reader, json, $"an unsigned 32-bit integer for {field.JsonName}"));
                break;
            case FieldKind.Enum:
                output.Varint(field.Number, Enumeration(ref reader, json, field));
                break;
            default:
                output.Varint(field.Number, Unsigned(ref reader, json, field));
                break;
        }
    }

    private static void Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field, WireWriter output)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unfit(reader, json, $"a string for {field.JsonName}");
        }

        // The reader checks the bytes of a string only when it is asked for the text.
        if (!reader.ValueIsEscaped && System.Text.Unicode.Utf8.IsValid(reader.ValueSpan))
        {
            output.Bytes(field.Number, reader.ValueSpan);
            return;
        }

        output.Bytes(field.Number, System.Text.Encoding.UTF8.GetBytes(reader.GetString()!));
    }

    private static ulong Enumeration(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field)
    {
        if (reader.TokenType == JsonTokenType.String && OtlpSchema.TryEnum(reader.GetString()!, field.EnumPrefix, out var number))
        {
            return number;
        }

        return reader.TokenType == JsonTokenType.Number ? Unsigned(ref reader, json, field) : throw Unfit(reader, json, $"a number or {field.EnumPrefix}… for {field.JsonName}");
    }

    private static byte[] Base64(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            // proto3 accepts the standard and the URL-safe alphabet, padded or not.
            var text = reader.GetString()!.TrimEnd('=').Replace('+', '-').Replace('/', '_');
            if (Base64Url.IsValid(text))
            {
                return Base64Url.DecodeFromChars(text);
            }
        }

        throw Unfit(reader, json, $"base64 for {field.JsonName}");
    }

    private static double Double(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            switch (reader.GetString())
            {
                case "NaN":
                    return double.NaN;
                case "Infinity":
                    return double.PositiveInfinity;
                case "-Infinity":
                    return double.NegativeInfinity;
                case { } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number):
                    return number;
            }
        }

        throw Unfit(reader, json, $"a number for {field.JsonName}");
    }

    private static long Signed(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var exact):
                return exact;
            case JsonTokenType.Number when reader.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue:
                return (long)number;
            case JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed):
                return parsed;
            default:
                throw Unfit(reader, json, $"a 64-bit integer for {field.JsonName}");
        }
    }

    private static ulong Unsigned(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldSchema field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetUInt64(out var exact):
                return exact;
            case JsonTokenType.Number when reader.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number is >= 0 and <= ulong.MaxValue:
                return (ulong)number;
            case JsonTokenType.String when ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed):
                return parsed;
            default:
                throw Unfit(reader, json, $"an unsigned integer for {field.JsonName}");
        }
    }

    private static MalformedPayloadException Unfit(in Utf8JsonReader reader, ReadOnlySpan<byte> json, string wanted) =>
        new($"The JSON has {Describe(reader.TokenType)} where {wanted} belongs", JsonPlace.Of(json, reader.TokenStartIndex));

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
