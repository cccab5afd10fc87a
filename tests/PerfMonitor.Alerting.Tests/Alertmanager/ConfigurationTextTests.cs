using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class ConfigurationTextTests
{
    // What amtool check-config and config routes read.
    [Fact]
    public void Is_the_tree_in_use_as_alertmanager_would_write_it()
    {
        var errors = new List<string>();
        var tree = RoutingTree.Build(
            new RoutingOptions
            {
                Channels = ["email", "slack"],
                Routes =
                [
                    new()
                    {
                        Match = ["severity=\"critical\"", "path=~\"C:\\\\.*\""],
                        GroupBy = ["..."],
                        GroupWait = TimeSpan.FromMilliseconds(1500),
                        Continue = true,
                        Routes = [new() { Match = ["team=\"a \\\"b\\\"\""], Channels = [] }],
                    },
                ],
                Inhibit = [new() { Source = ["alertname=\"HostDown\""], Target = ["job=\"host\""], Equal = ["instance"] }, new() { Source = ["severity=critical"], Target = ["severity=info"], EqualBut = ["severity"] }],
            },
            ["email", "slack"],
            errors);
        Assert.Empty(errors);

        Assert.Equal(
            """
            route:
              receiver: "email+slack"
              group_by: ["alertname"]
              group_wait: 30s
              group_interval: 300s
              repeat_interval: 14400s
              routes:
              - receiver: "email+slack"
                group_by: ["..."]
                matchers: ["severity=\"critical\"", "path=~\"C:\\\\.*\""]
                continue: true
                group_wait: 1500ms
                group_interval: 300s
                repeat_interval: 14400s
                routes:
                - receiver: "nobody"
                  group_by: ["..."]
                  matchers: ["team=\"a \\\"b\\\"\""]
                  group_wait: 1500ms
                  group_interval: 300s
                  repeat_interval: 14400s
            receivers:
            - name: "email+slack"
            - name: "nobody"
            inhibit_rules:
            - source_matchers: ["alertname=\"HostDown\""]
              target_matchers: ["job=\"host\""]
              equal: ["instance"]
            - source_matchers: ["severity=\"critical\""]
              target_matchers: ["severity=\"info\""]
              # All labels are the same but severity.
              equal: ["alertname"]
            - source_matchers: ["rule_state=\"\""]
              target_matchers: ["rule_state=\"approaching\""]
              # All labels are the same but severity, rule_state.
              equal: ["alertname"]

            """.ReplaceLineEndings("\n"),
            ConfigurationText.Write(tree));
    }
}
