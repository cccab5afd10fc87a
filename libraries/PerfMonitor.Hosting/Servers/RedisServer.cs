using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Servers;

/// <summary>redis-server (or valkey-server, which is the same to its clients) on a folder and port of its own.</summary>
internal sealed class RedisServer(RedisResource redis) : INativeServer
{
    public string Product => "Redis";

    public string DebianPackage => "redis-server";

    public ServerPrograms? Find(Machine machine) =>
        (machine.Find("redis-server") ?? machine.Find("valkey-server")) is { } program ? new ServerPrograms(program) : null;

    public async Task<ExecutableLaunch> PrepareAsync(ServerPrograms programs, ServerPlace place, CancellationToken cancellationToken)
    {
        var password = redis.PasswordParameter is null ? null : await redis.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var settings = Path.Combine(place.Folder, "redis.conf");
        await PrivateFile.WriteAsync(settings, Settings(place, password), cancellationToken).ConfigureAwait(false);
        return new ExecutableLaunch(programs.Main, place.Folder, [settings]);
    }

    // The password stands in the file and not on the command line, where every user of the machine could read it. Nothing is kept on the disk:
    // the live windows hold what the history has, or has a second later, and a log of every append costs about as much as the appends.
    internal static string Settings(ServerPlace place, string? password) => $"""
        bind 127.0.0.1
        port {place.Port}
        dir "{place.Folder}"
        daemonize no
        supervised no
        logfile ""
        save ""
        appendonly no
        {(password is null ? "protected-mode yes" : $"requirepass \"{password}\"")}

        """;
}
