using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

public sealed class GenerateParameterDefaultTests
{
    [Fact]
    public void Has_the_length_and_no_forbidden_characters()
    {
        var text = new GenerateParameterDefault { MinLength = 48, Special = false, Upper = false }.GetDefaultValue();

        Assert.Equal(48, text.Length);
        Assert.All(text, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
    }

    [Fact]
    public void Has_the_least_number_of_each_kind_even_beyond_the_length()
    {
        var text = new GenerateParameterDefault { MinLength = 3, MinLower = 2, MinUpper = 2, MinNumeric = 2, MinSpecial = 2 }.GetDefaultValue();

        Assert.Equal(8, text.Length);
        Assert.Equal(2, text.Count(char.IsAsciiLetterLower));
        Assert.Equal(2, text.Count(char.IsAsciiLetterUpper));
        Assert.Equal(2, text.Count(char.IsAsciiDigit));
    }

    [Fact]
    public void Is_another_one_every_time()
    {
        var rules = new GenerateParameterDefault { MinLength = 22 };

        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => rules.GetDefaultValue()).Distinct().Count());
    }

    [Fact]
    public void Refuses_rules_that_allow_nothing() =>
        Assert.Throws<ArgumentException>(() => new GenerateParameterDefault { Lower = false, Upper = false, Numeric = false, Special = false }.GetDefaultValue());
}
