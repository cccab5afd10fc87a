using System.Globalization;

namespace PerfMonitor.Templates.Values;

/// <summary>
/// Printf of Go's fmt package: verbs with flags, width, precision, <c>*</c> and <c>[n]</c>. What does not fit is written into the text as Go
/// does it: <c>%!d(string=x)</c>, <c>%!s(MISSING)</c>, <c>%!(EXTRA int=1)</c>.
/// </summary>
internal sealed class GoPrintf
{
    private readonly string _format;
    private readonly IReadOnlyList<object?> _arguments;
    private readonly BoundedText _text;
    private int _at;
    private int _next;
    private bool _reordered;

    private GoPrintf(string format, IReadOnlyList<object?> arguments, int most) => (_format, _arguments, _text) = (format, arguments, new BoundedText(most));

    /// <exception cref="TemplateException">The text is longer than it may be.</exception>
    public static string Format(string format, IReadOnlyList<object?> arguments, int most) => new GoPrintf(format, arguments, most).Run();

    private string Run()
    {
        while (_at < _format.Length)
        {
            var percent = _format.IndexOf('%', _at);
            _text.Append(_format.AsSpan(_at, (percent < 0 ? _format.Length : percent) - _at));
            if (percent < 0)
            {
                break;
            }

            _at = percent + 1;
            Verb();
        }

        if (!_reordered && _next < _arguments.Count)
        {
            _text.Append("%!(EXTRA ");
            foreach (var (index, argument) in _arguments.Skip(_next).Index())
            {
                _text.Append(index > 0 ? ", " : "").Append(argument is null ? "<nil>" : $"{GoValue.TypeName(argument)}=");
                if (argument is not null)
                {
                    GoText.Write(argument, _text);
                }
            }

            _text.Append(')');
        }

        return _text.ToString();
    }

    private void Verb()
    {
        var verb = new GoVerb();
        for (; _at < _format.Length && "+-# 0".Contains(_format[_at]); _at++)
        {
            verb = verb.With(_format[_at]);
        }

        var isPlaced = Place();
        verb = Size(ref isPlaced) is { } width ? verb with { Width = Math.Abs(width), Left = verb.Left || width < 0 } : verb;
        if (_at < _format.Length && _format[_at] == '.')
        {
            _at++;
            isPlaced |= Place();
            var precision = Size(ref isPlaced) ?? 0;
            verb = verb with { Precision = precision < 0 ? null : precision };
        }

        isPlaced |= Place();
        if (_at >= _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        // A verb may be any character, also one of two halves.
        var letter = char.IsHighSurrogate(_format[_at]) && _at + 1 < _format.Length ? _format.Substring(_at, 2) : _format[_at].ToString();
        _at += letter.Length;
        if (letter == "%")
        {
            _text.Append('%');
        }
        else if (_next < 0 || _next >= _arguments.Count)
        {
            _text.Append($"%!{letter}").Append(isPlaced ? "(BADINDEX)" : "(MISSING)");
        }
        else
        {
            verb.Write(letter, _arguments[_next++], _text);
        }
    }

    // A width or precision: digits, or '*' for the next argument.
    private int? Size(ref bool isPlaced)
    {
        if (_at < _format.Length && _format[_at] == '*')
        {
            _at++;
            isPlaced = false;
            if (_next >= 0 && _next < _arguments.Count && _arguments[_next] is long size and > -GoVerb.MaxSize and < GoVerb.MaxSize)
            {
                _next++;
                return (int)size;
            }

            _next++;
            _text.Append("%!(BADWIDTH)");
            return null;
        }

        var start = _at;
        while (_at < _format.Length && char.IsAsciiDigit(_format[_at]))
        {
            _at++;
        }

        return start == _at ? null
            : int.TryParse(_format.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits <= GoVerb.MaxSize ? digits
            : throw new TemplateException($"widths and precisions go up to {GoVerb.MaxSize}");
    }

    // '[2]': the argument that comes next.
    private bool Place()
    {
        if (_at >= _format.Length || _format[_at] != '[')
        {
            return false;
        }

        _reordered = true;
        var end = _format.IndexOf(']', _at);
        var isNumber = int.TryParse(end < 0 ? "" : _format.AsSpan(_at + 1, end - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        _next = isNumber && number >= 1 && number <= _arguments.Count ? number - 1 : -1;
        _at = end < 0 ? _at + 1 : end + 1;
        return true;
    }
}
