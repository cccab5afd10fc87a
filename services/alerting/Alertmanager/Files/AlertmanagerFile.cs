using PerfMonitor.Alerting.Routing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>
/// An Alertmanager configuration in our own terms. What Alertmanager refuses is refused, each error with its line, and a file with any is not used;
/// what it can do and we cannot makes a channel that tells nobody and says so.
/// </summary>
internal sealed record AlertmanagerFile
{
    /// <summary>Most characters of a file; more is refused unread.</summary>
    public const int Longest = 4 * 1024 * 1024;

    /// <summary>The tree and what inhibits; null where the file has errors.</summary>
    public RoutingOptions? Routing { get; private init; }

    /// <summary>The channels its receivers stand for.</summary>
    public IReadOnlyList<FileChannel> Channels { get; private init; } = [];

    /// <summary>Its <c>resolve_timeout</c>.</summary>
    public TimeSpan? ResolveTimeout { get; private init; }

    public IReadOnlyList<string> Errors { get; private init; } = [];

    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>Template files that cannot be used, each with the place and the reason. The service starts without them; a reload takes none.</summary>
    public IReadOnlyList<string> BrokenTemplates { get; private init; } = [];

    /// <summary>No file.</summary>
    public static AlertmanagerFile None { get; } = new();

    /// <summary>A file that cannot be read at all.</summary>
    public static AlertmanagerFile Unreadable(string why) => new() { Errors = [why] };

    public static AlertmanagerFile Read(string yaml, FileReader files)
    {
        var findings = new Findings();
        if (yaml.Length > Longest)
        {
            findings.Refuse(1, "", $"the file has {yaml.Length} characters; {Longest} is the most");
        }
        else if (Load(yaml, findings) is { } root)
        {
            return Translate(new YamlSection(root, "", findings), files, findings);
        }

        return new AlertmanagerFile { Errors = findings.Errors };
    }

    private static AlertmanagerFile Translate(YamlSection file, FileReader files, Findings findings)
    {
        var secrets = new SecretReader(files);
        var global = new GlobalSettings(file.Section("global"), secrets);
        var templates = TemplateFiles.Read(file, files);
        var (channels, receivers) = new ReceiverTranslation(global, secrets, templates).Translate(file);
        var times = RouteTranslation.Times(file, findings);
        var routing = new RouteTranslation(receivers, times, findings).Translate(file);
        file.PassOver("tracing");
        file.RefuseRest();
        return findings.Errors.Count > 0
            ? new AlertmanagerFile { Errors = findings.Errors, Remarks = findings.Remarks }
            : new AlertmanagerFile { Routing = routing, Channels = channels, ResolveTimeout = global.ResolveTimeout, Remarks = findings.Remarks, BrokenTemplates = [.. templates.Broken, .. Broken(channels)] };
    }

    // What Alertmanager would only find when it sends.
    private static IEnumerable<string> Broken(IReadOnlyList<FileChannel> channels) => channels.Select(static channel => channel.Fields?.Problem).OfType<Templates.TemplateError>().Select(static error => $"{error}");

    private static YamlNode? Load(string yaml, Findings findings)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [var document])
            {
                return document.RootNode;
            }

            findings.Refuse(1, "", stream.Documents.Count == 0 ? "the file is empty" : "the file holds more than one document");
        }
        catch (YamlException broken)
        {
            findings.Refuse((int)broken.Start.Line, "", $"this is no YAML ({broken.Message.TrimEnd('.')})");
        }

        return null;
    }
}
