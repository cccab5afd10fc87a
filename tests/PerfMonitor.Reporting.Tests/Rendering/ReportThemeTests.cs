using Microsoft.Extensions.Logging;
using PerfMonitor.Reporting.Fonts;

namespace PerfMonitor.Reporting.Tests.Rendering;

public sealed class ReportThemeTests
{
    private readonly ListLogger _log = new();

    [Fact]
    public void Without_fonts_reports_are_set_in_helvetica_and_the_log_says_why()
    {
        var theme = ReportTheme.Load(new FontOptions { Folder = "/nowhere" }, _log);

        Assert.Equal(("Helvetica", "Helvetica-Bold"), (theme.Regular.Name, theme.Bold.Name));
        Assert.Equal(
            ["Reports use Helvetica, which has Western European characters only: Could not find a part of the path '/nowhere/DejaVuSans.ttf'. Install fonts-dejavu-core, or set Fonts:Folder, Fonts:Regular and Fonts:Bold."],
            _log.Lines);
    }

    [Fact]
    public void A_file_that_is_no_font_is_named()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "DejaVuSans.ttf"), "no font");

        var theme = ReportTheme.Load(new FontOptions { Folder = folder.FullName }, _log);

        folder.Delete(recursive: true);
        Assert.Equal("Helvetica", theme.Regular.Name);
        Assert.Contains($"{folder.FullName}/DejaVuSans.ttf: The file does not start like a TrueType font", _log.Lines.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_fonts_of_the_machine_are_used_where_there_are_any()
    {
        Assert.SkipUnless(File.Exists("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"), "DejaVu Sans is not installed (fonts-dejavu-core).");

        var theme = ReportTheme.Load(new FontOptions(), _log);

        Assert.Equal(("DejaVuSans", "DejaVuSans-Bold", 8.5), (theme.Regular.Name, theme.Bold.Name, theme.TextSize));
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
