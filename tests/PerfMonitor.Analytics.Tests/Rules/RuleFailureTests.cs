using Npgsql;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleFailureTests
{
    [Fact]
    public void A_fault_of_the_rule_or_of_what_it_reads_is_its_own()
    {
        Assert.Equal("too many", RuleFailure.Of(new RuleFailedException("too many")));
        Assert.Equal("away", RuleFailure.Of(new HistoryUnavailableException("away", new TimeoutException())));
    }

    [Theory]
    [InlineData("22P05", "its alerts cannot be stored: unsupported Unicode escape sequence")]
    [InlineData("22003", "its alerts cannot be stored: unsupported Unicode escape sequence")]
    [InlineData("57P01", null)]
    [InlineData("53100", null)]
    [InlineData("23505", null)]
    public void Data_that_the_database_refuses_are_the_rules_own_and_a_database_that_takes_nothing_is_not(string sqlState, string? error) =>
        Assert.Equal(error, RuleFailure.Of(new PostgresException("unsupported Unicode escape sequence", "ERROR", "ERROR", sqlState)));

    [Fact]
    public void A_defect_that_it_brings_to_light_is_its_own_and_a_lost_connection_is_not()
    {
        Assert.Equal("internal error: no such key", RuleFailure.Of(new KeyNotFoundException("no such key")));
        Assert.Equal("internal error: The added or subtracted value results in an un-representable DateTime. (Parameter 'value')", RuleFailure.Of(Assert.ThrowsAny<ArgumentException>(() => DateTimeOffset.MaxValue.AddDays(1))));
        Assert.Null(RuleFailure.Of(new NpgsqlException("the connection is lost")));
        Assert.Null(RuleFailure.Of(new OperationCanceledException()));
    }
}
