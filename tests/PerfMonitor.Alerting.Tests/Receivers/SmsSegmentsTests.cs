using PerfMonitor.Alerting.Receivers.Sms;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-12")]
public sealed class SmsSegmentsTests
{
    [Theory]
    [InlineData("a", 160, "", 1)]
    [InlineData("a", 161, "", 2)]
    [InlineData("a", 306, "", 2)]
    [InlineData("a", 307, "", 3)]
    [InlineData("[", 80, "", 1)]
    [InlineData("[", 81, "", 2)]
    [InlineData("[", 152, "", 2)]
    [InlineData("[", 153, "", 3)]
    [InlineData("a", 305, "…", 5)]
    [InlineData("警", 70, "", 1)]
    [InlineData("警", 71, "", 2)]
    [InlineData("警", 134, "", 2)]
    [InlineData("警", 135, "", 3)]
    [InlineData("🔥", 35, "", 1)]
    [InlineData("🔥", 66, "", 2)]
    [InlineData("🔥", 67, "", 3)]
    public void Counts_as_phones_do(string what, int times, string end, int segments) => Assert.Equal(segments, SmsSegments.Of(string.Concat(Enumerable.Repeat(what, times)) + end));

    [Theory]
    [InlineData("CPU at 97 % [web_1] für ÄÖ€", "CPU at 97 % [web_1] für ÄÖ€")]
    [InlineData("“5 ≥ 4 °C” — l’été à Şişli…", "\"5 >= 4 degC\" - l'été à Sisli...")]
    [InlineData("3 µs × 2\u00a0²", "3 us x 2 2")]
    [InlineData("queue – 警", "queue – 警")]
    public void Writes_what_it_can_in_the_phones_own_alphabet(string text, string folded) => Assert.Equal(folded, SmsSegments.Fold(text));
}
