using System.Globalization;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class MetricDescriptionsTests
{
    private const long Minute = 60_000;

    private readonly MetricDescriptions _descriptions = new();
    private readonly RemoteWriteSamples _remoteWrite;

    public MetricDescriptionsTests() => _remoteWrite = new RemoteWriteSamples(_descriptions);

    [Theory]
    [InlineData("# TYPE a counter\n# HELP a How many.\na 1\n", "a counter '' 'How many.'")]
    [InlineData("#   HELP\ta   Two  words\t\n#TYPE a gauge", "a  '' 'Two  words'")]
    [InlineData("# HELP a C:\\\\dir\\nline \\\"q\\\"\n", "a  '' 'C:\\dir\nline \"q\"'")]
    [InlineData("# TYPE \"http.requests\" counter\n# UNIT \"http.requests\" bytes\n", "http.requests counter 'bytes' ''")]
    [InlineData("# HELP a\n# TYPE a untyped\n", "a untyped '' ''")]
    [InlineData("# What a metric!\n# HELPFUL a b\n# HELP\n# TYPE \"a counter\n#\n", "")]
    public void What_a_text_tells_is_taken(string text, string expected)
    {
        using var intake = NewIntake();

        new ExpositionSamples(_descriptions).Take(System.Text.Encoding.UTF8.GetBytes(text), openMetrics: false, intake.Window.NowMs, ExtraLabels.None, 100, intake);

        Assert.Equal(expected, Due(0));
        Assert.Equal(0, intake.Refused);
    }

    [Fact]
    public void What_a_text_tells_is_no_sample_beyond_its_bound()
    {
        using var intake = NewIntake();

        new ExpositionSamples(_descriptions).Take("a 1\n# TYPE b gauge\n"u8, openMetrics: false, intake.Window.NowMs, ExtraLabels.None, maximumSamples: 1, intake);

        Assert.Equal((1, "b gauge '' ''"), (intake.Accepted, Due(0)));
    }

    [Fact]
    public void What_remote_write_1_0_tells_is_taken()
    {
        Write(RemoteWriteVersion.V1, "# up", "# x_total seconds How long.");

        Assert.Equal("up gauge '' '', x_total gauge 'seconds' 'How long.'", Due(0));
    }

    [Fact]
    public void What_remote_write_2_0_tells_is_taken_once_for_each_series()
    {
        Write(RemoteWriteVersion.V2, $"__name__=x_total job=a : 1@{NowMs} # seconds How long.", $"__name__=y : 1@{NowMs}");
        Assert.Equal("x_total counter 'seconds' 'How long.', y counter '' ''", Due(0));

        Write(RemoteWriteVersion.V2, $"__name__=x_total job=a : 2@{NowMs} # seconds Something else.");
        Assert.Equal("", Due(5 * Minute));
    }

    [Theory]
    [InlineData("\"gauge\":{", "x_seconds gauge 'seconds' 'How long.'")]
    [InlineData("\"sum\":{\"aggregationTemporality\":2,", "x_seconds gauge 'seconds' 'How long.'")]
    [InlineData("\"sum\":{\"isMonotonic\":true,\"aggregationTemporality\":2,", "x_seconds_total counter 'seconds' 'How long.'")]
    [InlineData("\"histogram\":{\"aggregationTemporality\":2,", "x_seconds histogram 'seconds' 'How long.'")]
    [InlineData("\"summary\":{", "x_seconds summary 'seconds' 'How long.'")]
    public void What_OTLP_tells_is_taken(string kind, string expected)
    {
        var translation = new Translation();
        var request = OtlpText.Request($$$"""{"name":"x","unit":"s","description":"How long.",{{{kind}}}"dataPoints":[{"timeUnixNano":"{{{OtlpText.NowNano}}}","asInt":1}]}}""");

        using var intake = translation.Translate(request);

        Assert.Equal(expected, Show(translation.Descriptions.TakeDue(0)));
    }

    [Fact]
    public void What_is_told_goes_out_when_it_changes_and_again_as_long_as_it_is_told()
    {
        Tell("One.");
        Assert.Equal("a  '' 'One.'", Due(0));
        Tell("One.");
        Assert.Equal("", Due(29 * Minute));
        Assert.Equal("a  '' 'One.'", Due(30 * Minute));
        Tell("Two.");
        Assert.Equal("", Due(30 * Minute + 59_999));
        Assert.Equal("a  '' 'Two.'", Due(31 * Minute));
        Assert.Equal("", Due(61 * Minute));
        Tell("Two.");
        Assert.Equal("a  '' 'Two.'", Due(61 * Minute));
    }

    [Theory]
    [InlineData("help", "One.", "", "One.")]
    [InlineData("help", "", "One.", "One.")]
    [InlineData("help", "One.", "Two.", "Two.")]
    [InlineData("unit", "seconds", "", "seconds")]
    [InlineData("type", "counter", "", "counter")]
    [InlineData("type", "counter", "unknown", "counter")]
    [InlineData("type", "counter", "untyped", "counter")]
    [InlineData("type", "unknown", "untyped", "unknown")]
    [InlineData("type", "untyped", "counter", "counter")]
    [InlineData("type", "counter", "gauge", "gauge")]
    [InlineData("help", "unknown", "untyped", "untyped")]
    public void The_last_who_says_something_of_a_metric_is_believed(string what, string first, string second, string expected)
    {
        var fact = Enum.Parse<MetricFact>(what, ignoreCase: true);
        _descriptions.Note("a", fact, System.Text.Encoding.UTF8.GetBytes(first));
        _descriptions.Note("a", fact, System.Text.Encoding.UTF8.GetBytes(second));

        var info = Assert.Single(_descriptions.TakeDue(0));
        Assert.Equal(expected, fact switch { MetricFact.Help => info.Help, MetricFact.Unit => info.Unit, _ => info.Type });
    }

    [Fact]
    public void An_OTLP_sender_without_help_and_unit_leaves_those_of_another()
    {
        var translation = new Translation();
        translation.Descriptions.Note("x", MetricFact.Help, "How long."u8);
        translation.Descriptions.Note("x", MetricFact.Unit, "seconds"u8);

        using var intake = translation.Translate(OtlpText.Request($$$"""{"name":"x","gauge":{"dataPoints":[{"timeUnixNano":"{{{OtlpText.NowNano}}}","asInt":1}]}}"""));

        Assert.Equal("x gauge 'seconds' 'How long.'", Show(translation.Descriptions.TakeDue(0)));
    }

    [Fact]
    public void No_more_is_held_than_the_bounds_allow()
    {
        for (var i = 0; i <= MetricDescriptions.MaximumMetrics; i++)
        {
            _descriptions.Note($"m{i.ToString(CultureInfo.InvariantCulture)}", MetricFact.Help, "x"u8);
        }

        _descriptions.Note("m0", MetricFact.Help, System.Text.Encoding.UTF8.GetBytes(new string('ü', MetricDescriptions.MaximumTextBytes)));
        _descriptions.Note(new byte[MetricDescriptions.MaximumNameLength + 1], MetricFact.Help, "x"u8);
        _descriptions.Note(new string('x', MetricDescriptions.MaximumNameLength + 1), MetricFact.Help, "x"u8);
        _descriptions.Note("", MetricFact.Help, "x"u8);

        var due = _descriptions.TakeDue(0);
        Assert.Equal(MetricDescriptions.MaximumMetrics, due.Count);
        Assert.Equal(new string('ü', MetricDescriptions.MaximumTextBytes / 2), due.Single(info => info.Metric == "m0").Help);
        Assert.Equal((4, 0), (_descriptions.TakeLeft(), _descriptions.TakeLeft()));
    }

    private static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static Intake NewIntake() => new(new SeriesCatalogue(new AdmissionOptions()), TimeWindow.Around(DateTimeOffset.UtcNow, new AdmissionOptions()));

    private void Write(RemoteWriteVersion version, params string[] lines)
    {
        using var intake = NewIntake();
        _remoteWrite.Take(RemoteWriteText.Request(version, lines), version, 100, intake);
        Assert.Equal(0, intake.Refused);
    }

    private void Tell(string help) => _descriptions.Note("a"u8, MetricFact.Help, System.Text.Encoding.UTF8.GetBytes(help));

    private string Due(long nowMs) => Show(_descriptions.TakeDue(nowMs));

    private static string Show(IEnumerable<MetricInfo> infos) =>
        string.Join(", ", infos.OrderBy(info => info.Metric, StringComparer.Ordinal).Select(info => $"{info.Metric} {info.Type} '{info.Unit}' '{info.Help}'"));
}
