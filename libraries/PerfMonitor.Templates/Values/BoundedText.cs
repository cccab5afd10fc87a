using System.Text;

namespace PerfMonitor.Templates.Values;

/// <summary>A text that may not grow beyond a number of characters.</summary>
internal sealed class BoundedText(int most)
{
    private readonly StringBuilder _text = new();

    /// <summary>Characters that may still be added.</summary>
    public int Room => most - _text.Length;

    /// <exception cref="TemplateException">It would be longer than it may.</exception>
    public BoundedText Append(ReadOnlySpan<char> text)
    {
        if (text.Length > Room)
        {
            throw new TemplateException($"the text would have more than {most} characters");
        }

        _text.Append(text);
        return this;
    }

    public BoundedText Append(char one) => Append([one]);

    /// <summary>Whether it ends so, whatever the case of its letters.</summary>
    public bool EndsWith(string end)
    {
        if (_text.Length < end.Length)
        {
            return false;
        }

        Span<char> last = stackalloc char[end.Length];
        _text.CopyTo(_text.Length - end.Length, last, end.Length);
        return last.Equals(end, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => _text.ToString();
}
