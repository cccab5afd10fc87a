using PerfMonitor.Alerting.Alertmanager.Files;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>Files that are not there: <c>missing</c> cannot be read, <c>pager.secret</c> holds a key, each other one says its name unless it is given.</summary>
internal sealed class FakeFiles(params IReadOnlyList<(string Name, string Text)> files) : FileReader("/etc/alertmanager")
{
    public override string Read(string name) => name switch
    {
        "missing" => throw new FileNotFoundException("no such file"),
        "pager.secret" => "0123456789abcdef0123456789abcdef\n",
        _ => files.Where(file => file.Name == name).Select(file => file.Text).FirstOrDefault($"content of {name}\n"),
    };

    public override IReadOnlyList<string> Find(string pattern) => [.. files.Select(file => file.Name)];
}
