using System.Text.RegularExpressions;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.Unusable;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The part of the file that says how people are told: each integration of a receiver becomes a channel.</summary>
internal sealed partial class ReceiverTranslation(GlobalSettings global, SecretReader secrets, TemplateFiles templates)
{
    // The two that are always there keep theirs.
    private readonly HashSet<string> _names = [EmailReceiver.ChannelName, SlackReceiver.ChannelName];

    private readonly string? _wrong = templates.Broken.Count == 0 ? null : $"a template file of Alertmanager's configuration cannot be read: {string.Join("; ", templates.Broken)}";

    /// <summary>The channels, and which of them each receiver stands for.</summary>
    public (IReadOnlyList<FileChannel> Channels, IReadOnlyDictionary<string, IReadOnlyList<string>> Receivers) Translate(YamlSection file)
    {
        var channels = new List<FileChannel>();
        var receivers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var receiver in file.Sections("receivers"))
        {
            var name = receiver.Text("name");
            var own = Channels(receiver, name ?? "").ToList();
            channels.AddRange(own);
            if (name is null || !receivers.TryAdd(name, own.Select(channel => channel.Name).ToList()))
            {
                receiver.Refuse("name", name is null ? "is missing" : $"'{name}' is used twice");
            }

            receiver.RefuseRest();
        }

        return (channels, receivers);
    }

    private IEnumerable<FileChannel> Channels(YamlSection receiver, string name)
    {
        foreach (var integration in Integration.All)
        {
            foreach (var section in receiver.Sections(integration.Field))
            {
                yield return Channel(integration, section, name);
            }
        }

        foreach (var field in Integration.Foreign)
        {
            foreach (var section in receiver.Sections(field))
            {
                yield return Unusable(section, name, field.Split('_')[0], $"{section.Place()}: there is no such channel here; use webhook_configs with a bridge to it, or another of {string.Join(", ", Integration.All.Select(integration => integration.Field))}");
            }
        }
    }

    private FileChannel Channel(Integration integration, YamlSection section, string receiver)
    {
        var reader = new IntegrationReader(section, Name(receiver, integration.Kind), integration.Kind, global, secrets, templates);
        var options = integration.Read(reader);
        var connection = integration.OverHttp ? reader.Connection() : HttpConnection.Usual;
        section.RefuseRest();
        if (reader.Lacking is { } lacking)
        {
            return Unusable(section, receiver, integration.Kind, lacking, reader.Name);
        }

        foreach (var (key, message) in options.Validate())
        {
            section.Refuse(Words().Replace(key, "_$1").ToLowerInvariant(), message.TrimEnd('.'));
        }

        return new FileChannel(receiver, options) { Connection = connection, Fields = reader.Fields, Wrong = _wrong };
    }

    private FileChannel Unusable(YamlSection section, string receiver, string kind, string why, string? name = null)
    {
        section.Remark($"this channel tells nobody: {why}");
        return new FileChannel(receiver, new UnusableOptions(name ?? Name(receiver, kind), kind, why));
    }

    // A receiver with one integration is known by its own name, one with several by the kind besides.
    private string Name(string receiver, string kind)
    {
        var plain = Unfit().Replace(receiver, "-");
        plain = plain.Length is 0 ? kind : plain[..Math.Min(plain.Length, 40)];
        var candidates = new[] { plain, $"{plain}-{kind}" }.Concat(Enumerable.Range(2, 10_000).Select(number => $"{plain}-{kind}-{number}"));
        return candidates.First(_names.Add);
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]+")]
    private static partial Regex Unfit();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Words();
}
