using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class WordTests
{
    [Theory]
    [InlineData("fromAbove", ThresholdSide.FromAbove)]
    [InlineData("FromAbove", ThresholdSide.FromAbove)]
    [InlineData("frombelow", ThresholdSide.FromBelow)]
    [InlineData("above", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void Reads_words_in_any_case_and_no_numbers(string text, ThresholdSide? side) =>
        Assert.Equal((side is not null, side ?? default), (Word<ThresholdSide>.TryParse(text, null, out var word), side is null ? default : word.Value));
}
