using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>Which colour a fact has.</summary>
internal static class Tones
{
    // Below "two nines" is bad, anything short of all is worth a look.
    private const double BadUptime = 0.99;

    public static Tone Of(Verdict verdict) => verdict switch
    {
        Verdict.Good => Tone.Good,
        Verdict.Attention => Tone.Warning,
        Verdict.Bad => Tone.Bad,
        _ => Tone.Muted,
    };

    public static Tone OfUptime(double? uptime) => uptime switch
    {
        null => Tone.Muted,
        >= 1 => Tone.Good,
        >= BadUptime => Tone.Warning,
        _ => Tone.Bad,
    };

    public static Tone OfSeverity(string severity) => severity switch
    {
        "critical" => Tone.Bad,
        "warning" => Tone.Warning,
        _ => Tone.Accent,
    };
}
