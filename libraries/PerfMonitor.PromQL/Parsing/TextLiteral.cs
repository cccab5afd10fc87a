using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.PromQL.Parsing;

/// <summary>The text a string token stands for.</summary>
internal static class TextLiteral
{
    public static string Read(Token token) =>
        Quoting.Unquote(token.Text) ?? throw new PromParseException(token.Position, $"error unquoting string {token.Text}: invalid syntax");
}
