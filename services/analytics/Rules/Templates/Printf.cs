using System.Globalization;
using System.Text;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The verbs of Go's Printf that make sense for a value and a label: %v %s %q %f %e %g %d %%, with flags, width and precision.</summary>
internal static class Printf
{
    public static string Format(string format, ReadOnlySpan<object> arguments)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            var verb = Verb.Read(format, ref i);
            if (verb.Letter == '%')
            {
                text.Append('%');
                continue;
            }

            text.Append(verb.Apply(next < arguments.Length ? arguments[next++] : throw new TemplateException($"'printf' has no argument for %{verb.Letter}")));
        }

        return next == arguments.Length ? text.ToString() : throw new TemplateException($"'printf' has {arguments.Length} arguments where its format takes {next}");
    }

    private readonly record struct Verb(bool Left, bool Plus, bool Zero, int Width, int? Precision, char Letter)
    {
        private const int MaxWidth = 200;

        public static Verb Read(string format, ref int at)
        {
            var (left, plus, zero) = (false, false, false);
            for (at++; at < format.Length && format[at] is '-' or '+' or '0' or ' ' or '#'; at++)
            {
                left |= format[at] == '-';
                plus |= format[at] == '+';
                zero |= format[at] == '0';
            }

            var width = Digits(format, ref at);
            int? precision = null;
            if (at < format.Length && format[at] == '.')
            {
                at++;
                precision = Digits(format, ref at);
            }

            return at < format.Length
                ? new Verb(left, plus, zero, width, precision, format[at])
                : throw new TemplateException("the format of 'printf' ends within a %");
        }

        public string Apply(object value)
        {
            var text = Letter switch
            {
                'v' when Precision is null => TemplateFunctions.Print(value),
                's' => TemplateFunctions.Print(value),
                'q' => "\"" + TemplateFunctions.Print(value).Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
                'f' or 'F' => GoNumber.Fixed(TemplateFunctions.Number(value), Precision ?? 6),
                'e' => GoNumber.Exponential(TemplateFunctions.Number(value), Precision ?? 6),
                'g' or 'v' => Precision is { } digits ? GoNumber.General(TemplateFunctions.Number(value), digits) : GoNumber.Shortest(TemplateFunctions.Number(value)),
                'd' => GoNumber.Fixed(Math.Truncate(TemplateFunctions.Number(value)), 0),
                _ => throw new TemplateException($"'printf' does not know %{Letter}; there are %v %s %q %f %e %g %d %%"),
            };
            text = Plus && value is double and >= 0 && !text.StartsWith('+') ? "+" + text : text;
            return Left ? text.PadRight(Width) : Zero && value is double ? PadZeros(text) : text.PadLeft(Width);
        }

        private string PadZeros(string text)
        {
            var sign = text[0] is '-' or '+' ? 1 : 0;
            return text[..sign] + text[sign..].PadLeft(Width - sign, '0');
        }

        private static int Digits(string format, ref int at)
        {
            var start = at;
            while (at < format.Length && char.IsAsciiDigit(format[at]))
            {
                at++;
            }

            var value = at == start ? 0 : int.TryParse(format.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
            return value <= MaxWidth ? value : throw new TemplateException($"'printf' takes widths and precisions up to {MaxWidth}");
        }
    }
}
