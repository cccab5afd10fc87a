using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Servers;

/// <summary>
/// rabbitmq-server as a node of its own, with an epmd of its own: started by the node, epmd would outlive everything.
/// </summary>
internal sealed class RabbitMQServer(RabbitMQServerResource broker) : INativeServer
{
    // /usr/sbin/rabbitmq-server of Debian's package insists on another user; the script behind it does not.
    private static readonly string[] Scripts = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server", "/usr/local/opt/rabbitmq/sbin/rabbitmq-server"];
    private static readonly string[] Epmds = ["/usr/lib/erlang/bin/epmd", "/usr/lib64/erlang/bin/epmd"];

    private static int Schedulers => Math.Max(1, Environment.ProcessorCount / 2);

    public string Product => "RabbitMQ";

    public string DebianPackage => "rabbitmq-server";

    public ServerPrograms? Find(Machine machine)
    {
        var script = Scripts.FirstOrDefault(machine.Has);
        var epmd = machine.Find("epmd") ?? Epmds.FirstOrDefault(machine.Has);
        return script is not null && epmd is not null ? new ServerPrograms(script, epmd) : null;
    }

    public async Task<ExecutableLaunch> PrepareAsync(ServerPrograms programs, ServerPlace place, CancellationToken cancellationToken)
    {
        var user = await broker.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await broker.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        foreach (var folder in (string[])["mnesia", "log", "home"])
        {
            Directory.CreateDirectory(Path.Combine(place.Folder, folder));
        }

        await PrivateFile.WriteAsync(Path.Combine(place.Folder, "rabbitmq.conf"), Settings(place, user!, password!), cancellationToken).ConfigureAwait(false);
        await PrivateFile.WriteAsync(Path.Combine(place.Folder, "rabbitmq-env.conf"), "", cancellationToken).ConfigureAwait(false);
        var (distribution, epmd) = FreePorts.Take(2) is [var first, var second] ? (first, second) : throw new InvalidOperationException("Two ports were asked for.");
        return new ExecutableLaunch(programs.Main, place.Folder, [])
        {
            Environment = Variables(place, distribution, epmd),
            Companion = new ExecutableLaunch(programs.Companion!, place.Folder, ["-address", "127.0.0.1", "-port", $"{epmd}"]),
        };
    }

    // The log of quorum queues begins a new file every 64 MB instead of every 512: what is in it is in memory too, until it is written to the queues' own files.
    internal static string Settings(ServerPlace place, string user, string password) => $"""
        listeners.tcp.default = 127.0.0.1:{place.Port}
        default_user = {user}
        default_pass = {password}
        loopback_users.guest = true
        log.console = true
        log.console.level = warning
        log.file = false
        vm_memory_high_watermark.relative = 0.4
        disk_free_limit.absolute = 200MB
        raft.wal_max_size_bytes = 64000000

        """;

    private static Dictionary<string, string> Variables(ServerPlace place, int distributionPort, int epmdPort)
    {
        string In(string name) => Path.Combine(place.Folder, name);
        return new()
        {
            ["HOME"] = In("home"),
            // The script then becomes the Erlang VM instead of waiting for it, so that signals reach it.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
            // @localhost works whatever the machine is called. With an epmd of its own the name need not be unique.
            ["RABBITMQ_NODENAME"] = "perfmonitor@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{place.Port}",
            ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
            ["RABBITMQ_MNESIA_BASE"] = In("mnesia"),
            ["RABBITMQ_LOG_BASE"] = In("log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = In("rabbitmq-env.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = In("advanced.config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("enabled_plugins"),
            ["RABBITMQ_PID_FILE"] = In("pid"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = In("config"),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = $"{epmdPort}",
            ["ERL_CRASH_DUMP"] = "/dev/null",
            // +sbwt none: idle schedulers sleep instead of spinning, which matters on small machines. +S: they take half of the cores, as the
            // others have work of their own, and each that wakes another costs (docs/performance.md, "What the broker costs").
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"+sbwt none +sbwtdcpu none +sbwtdio none +S {Schedulers}:{Schedulers} -kernel inet_dist_use_interface {{127,0,0,1}}",
        };
    }
}
