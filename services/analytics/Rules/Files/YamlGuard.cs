using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Refuses YAML that is none for rules, as it is read: what is nested so deep that it would use up the stack, what holds itself
/// (<c>&amp;a [*a]</c>) and would never end, and NUL, which PostgreSQL stores in no text.
/// </summary>
internal sealed class YamlGuard(IParser inner) : IParser
{
    /// <summary>Deepest nesting of mappings and lists; a rule file needs eight.</summary>
    public const int Deepest = 64;

    // The anchors of the mappings and lists that are open; bounded by Deepest.
    private readonly Stack<AnchorName> _open = [];

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext())
        {
            return false;
        }

        if (Refuse(inner.Current!) is { } reason)
        {
            throw new YamlRefusedException(inner.Current!.Start, inner.Current.End, reason);
        }

        return true;
    }

    private string? Refuse(ParsingEvent read)
    {
        switch (read)
        {
            case MappingStart or SequenceStart:
                _open.Push(((NodeEvent)read).Anchor);
                return _open.Count > Deepest ? $"mappings and lists are nested deeper than {Deepest} levels" : null;
            case MappingEnd or SequenceEnd:
                _open.Pop();
                return null;
            case AnchorAlias alias:
                return _open.Contains(alias.Value) ? $"'*{alias.Value}' stands within what it names" : null;
            case Scalar scalar:
                return scalar.Value.Contains('\0') ? "a text holds the character NUL, which cannot be stored" : null;
            default:
                return null;
        }
    }
}

/// <summary>YAML, but none that rules may have.</summary>
internal sealed class YamlRefusedException(Mark start, Mark end, string message) : YamlException(start, end, message);
