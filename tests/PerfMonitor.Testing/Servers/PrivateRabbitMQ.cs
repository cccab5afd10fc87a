using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PerfMonitor.Testing.Servers;

/// <summary>A RabbitMQ of a test's own: a folder that is thrown away and free loopback ports, with an epmd that ends with it.</summary>
public sealed class PrivateRabbitMQ : IDisposable
{
    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing = "RabbitMQ's server is not installed on this machine.";

    private const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    // A port that was free when it was found may be another's by the time its server wants it.
    private const int Attempts = 3;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-rabbitmq-").FullName;
    private readonly Process _epmd;
    private readonly Dictionary<string, string> _environment;
    private Process _server;

    private PrivateRabbitMQ(string settings, string arguments)
    {
        var (distribution, epmd) = (FreePort.Find(), FreePort.Find());
        Port = FreePort.Find();
        foreach (var folder in (string[])["mnesia", "log", "home"])
        {
            Directory.CreateDirectory(In(folder));
        }

        File.WriteAllText(In("rabbitmq.conf"), $"listeners.tcp.default = 127.0.0.1:{Port}\nlog.console = true\nlog.console.level = error\nlog.file = false\n{settings}\n");
        File.WriteAllText(In("rabbitmq-env.conf"), "");
        _epmd = Start("epmd", ["-address", "127.0.0.1", "-port", $"{epmd}"], []);
        _environment = new()
        {
            ["HOME"] = In("home"),
            // The script then becomes the Erlang VM instead of waiting for it, so that it can be ended.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
            ["RABBITMQ_NODENAME"] = $"test{Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{Port}",
            ["RABBITMQ_DIST_PORT"] = $"{distribution}",
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
            ["ERL_EPMD_PORT"] = $"{epmd}",
            ["ERL_CRASH_DUMP"] = "/dev/null",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"{arguments} -kernel inet_dist_use_interface {{127,0,0,1}}",
        };
        _server = Start(Script, [], _environment);
    }

    /// <summary>The AMQP port on the loopback address; user and password are guest.</summary>
    public int Port { get; }

    /// <summary>Processor time of the broker so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _server.Refresh();
            return _server.TotalProcessorTime;
        }
    }

    /// <summary>Starts one, with lines for its rabbitmq.conf and arguments of the Erlang VM; null where RabbitMQ is not installed.</summary>
    public static PrivateRabbitMQ? TryStart(string settings = "", string arguments = "+sbwt none +sbwtdcpu none +sbwtdio none")
    {
        for (var attempt = 1; File.Exists(Script); attempt++)
        {
            var broker = new PrivateRabbitMQ(settings, arguments);
            if (broker.BecomesReady())
            {
                return broker;
            }

            broker.Dispose();
            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"RabbitMQ in {broker._folder} did not start.");
            }
        }

        return null;
    }

    /// <summary>Ends it with −9.</summary>
    public void Kill() => End(_server);

    /// <summary>Starts it again over the same files and the same ports, and waits until it serves.</summary>
    public void Restart()
    {
        _server = Start(Script, [], _environment);
        if (!BecomesReady())
        {
            throw new InvalidOperationException($"RabbitMQ in {_folder} did not start again.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var process in (Process[])[_server, _epmd])
        {
            End(process);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    private string In(string name) => Path.Combine(_folder, name);

    // The broker opens its port when it is ready to serve it.
    private bool BecomesReady()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit && !_server.HasExited;)
        {
            using var client = new TcpClient();
            try
            {
                client.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        return false;
    }
}
