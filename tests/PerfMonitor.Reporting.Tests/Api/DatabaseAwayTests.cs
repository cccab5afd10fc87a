using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Reporting.Api;
using Quartz;

namespace PerfMonitor.Reporting.Tests.Api;

public sealed class DatabaseAwayTests
{
    private static readonly NpgsqlException Away = new("Failed to connect", new SocketException());

    public static TheoryData<Exception> Absences => [Away, new JobPersistenceException("Failed to connect", Away)];

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task A_database_that_is_away_is_a_reason_to_ask_again(Exception failure)
    {
        var problem = Assert.IsType<ProblemHttpResult>(await Answer(_ => throw failure));

        Assert.Equal((503, "Reports cannot be reached now."), (problem.StatusCode, problem.ProblemDetails.Title));
        Assert.StartsWith("PostgreSQL, where reports are kept, does not answer: Failed to connect", problem.ProblemDetails.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_ours_are_not_called_an_absence()
    {
        await Assert.ThrowsAsync<NpgsqlException>(() => Answer(_ => throw new NpgsqlException("a broken statement")).AsTask());
    }

    [Fact]
    public async Task Answers_pass() => Assert.Equal("answer", await Answer(_ => ValueTask.FromResult<object?>("answer")));

    private static ValueTask<object?> Answer(EndpointFilterDelegate next) =>
        new DatabaseAway(NullLogger<DatabaseAway>.Instance).InvokeAsync(EndpointFilterInvocationContext.Create(new DefaultHttpContext()), next);
}
