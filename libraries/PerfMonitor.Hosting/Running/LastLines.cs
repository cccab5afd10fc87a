using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>The last lines a process wrote before it ended: usually they say why.</summary>
internal static class LastLines
{
    private const int MaxLines = 12;
    private const int MaxLineLength = 300;

    /// <summary>From the error stream, or, when nothing was written there, from the other one.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(DcpClient dcp, string kind, string name, CancellationToken cancellationToken)
    {
        foreach (var source in (string[])["stderr", "stdout"])
        {
            var lines = new Queue<string>();
            await foreach (var line in dcp.ReadLogAsync(kind, name, source, follow: false, cancellationToken).ConfigureAwait(false))
            {
                if (WithoutTime(line) is { Length: > 0 } text)
                {
                    lines.Enqueue(text.Length > MaxLineLength ? text[..MaxLineLength] + "…" : text);
                }

                if (lines.Count > MaxLines)
                {
                    lines.Dequeue();
                }
            }

            if (lines.Count > 0)
            {
                return [.. lines];
            }
        }

        return [];
    }

    /// <summary>DCP puts the time in RFC 3339 and a space before every line.</summary>
    public static string WithoutTime(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var space ? line[(space + 1)..].TrimEnd() : "";
}
