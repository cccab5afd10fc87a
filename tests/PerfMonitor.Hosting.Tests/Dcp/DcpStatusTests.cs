using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Dcp;

public sealed class DcpStatusTests
{
    [Fact]
    public void Reads_what_dcp_says_of_a_process()
    {
        var status = DcpStatus.Parse(JsonNode.Parse("""
            {
              "metadata": {"name": "web-1", "uid": "u1"},
              "spec": {"env": [{"name": "A", "value": "1"}]},
              "status": {"state": "Running", "pid": 4711, "startupTimestamp": "2026-03-01T10:00:00.5Z", "effectiveArgs": ["x"],
                         "effectiveEnv": [{"name": "A", "value": "1"}, {"name": "PATH", "value": "/bin"}]}
            }
            """)!.AsObject());

        Assert.Equal(("u1", "Running", 4711, null), (status.Uid, status.State, status.ProcessId, status.ExitCode));
        Assert.Equal(new DateTime(2026, 3, 1, 10, 0, 0, 500, DateTimeKind.Utc), status.Started);
        Assert.Equal(["x"], status.Arguments);
        Assert.Equal([new EnvironmentVariableSnapshot("A", "1", true), new EnvironmentVariableSnapshot("PATH", "/bin", false)], status.Environment);
        Assert.False(status.HasEnded);
    }

    [Fact]
    public void A_new_object_has_no_state_yet()
    {
        var status = DcpStatus.Parse(JsonNode.Parse("""{"metadata": {"uid": "u"}, "spec": {}}""")!.AsObject());

        Assert.Null(status.State);
        Assert.Null(StateRules.Of(status, stopAsked: false));
    }

    [Theory]
    [InlineData("Running", null, false, "Running", null)]
    [InlineData("Finished", 0, false, "Finished", null)]
    [InlineData("Finished", 3, false, "Exited", "error")]
    [InlineData("Finished", 3, true, "Finished", null)]
    [InlineData("Terminated", -1, false, "Exited", "error")]
    [InlineData("Terminated", -1, true, "Finished", null)]
    [InlineData("Terminated", 0, false, "Exited", "error")]
    [InlineData("FailedToStart", null, false, "FailedToStart", "error")]
    [InlineData("RuntimeUnhealthy", null, false, "RuntimeUnhealthy", "error")]
    public void Becomes_a_state_people_understand(string dcp, int? exitCode, bool stopAsked, string state, string? style)
    {
        var status = new DcpStatus("u", dcp, null, exitCode, null, null, null, [], []);

        Assert.Equal(new ResourceStateSnapshot(state, style), StateRules.Of(status, stopAsked));
    }

    [Theory]
    [InlineData("Running", "stop restart")]
    [InlineData("Waiting", "stop")]
    [InlineData("Exited", "start")]
    [InlineData("Finished", "start")]
    [InlineData("FailedToStart", "start")]
    [InlineData("NotStarted", "start")]
    public void Offers_the_commands_that_make_sense(string state, string enabled) =>
        Assert.Equal(enabled, string.Join(' ', StateRules.Commands(state).Where(command => command.State == ResourceCommandState.Enabled).Select(command => command.Name)));
}
