using System.Text.Json.Nodes;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Dcp;

/// <summary>Writes the objects that DCP understands.</summary>
internal static class DcpObjects
{
    /// <summary>The template that DCP replaces by the port it chose for a program behind its proxy.</summary>
    public static string PortForServing(string service) => $"{{{{- portForServing \"{service}\" -}}}}";

    /// <summary>A stable address on loopback in front of a program; DCP chooses the port if none is given.</summary>
    public static JsonObject Service(string name, int? port)
    {
        var spec = new JsonObject { ["protocol"] = "TCP", ["addressAllocationMode"] = "Localhost" };
        if (port is not null)
        {
            spec["port"] = port;
        }

        return Object("Service", name, spec, []);
    }

    public static JsonObject Executable(string name, ExecutableLaunch launch)
    {
        var spec = new JsonObject
        {
            ["executablePath"] = launch.Program,
            ["workingDirectory"] = launch.WorkingDirectory,
            ["executionType"] = "Process",
            ["args"] = Strings(launch.Arguments),
            ["env"] = Variables(launch.Environment),
            ["ambientEnvironment"] = new JsonObject { ["behavior"] = "Inherit" },
        };
        var producers = new JsonArray([.. launch.Services.Select(Producer)]);
        return Object("Executable", name, spec, producers.Count == 0 ? [] : new JsonObject { ["service-producer"] = producers.ToJsonString() });
    }

    public static JsonObject Container(string name, ContainerLaunch launch)
    {
        var spec = new JsonObject
        {
            ["image"] = launch.Image,
            ["args"] = Strings(launch.Arguments),
            ["env"] = Variables(launch.Environment),
            ["ports"] = new JsonArray([.. launch.Ports.Select(port => new JsonObject { ["containerPort"] = port.Key, ["hostPort"] = port.Value, ["hostIP"] = "127.0.0.1" })]),
            ["volumeMounts"] = new JsonArray([.. launch.Mounts.Select(mount => new JsonObject
            {
                ["type"] = mount.Type,
                ["source"] = mount.Source,
                ["target"] = mount.Target,
                ["readOnly"] = mount.ReadOnly,
            })]),
        };
        return Object("Container", name, spec, []);
    }

    private static JsonObject Producer(ProxiedService service)
    {
        var producer = new JsonObject { ["serviceName"] = service.Name, ["address"] = "localhost" };
        if (service.TargetPort is { } port)
        {
            producer["port"] = port;
        }

        return producer;
    }

    private static JsonObject Object(string kind, string name, JsonObject spec, JsonObject annotations) => new()
    {
        ["apiVersion"] = DcpClient.Group,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = annotations },
        ["spec"] = spec,
    };

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    private static JsonArray Variables(IReadOnlyDictionary<string, string> values) =>
        new([.. values.Select(pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value })]);
}
