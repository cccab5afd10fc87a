using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>What is wrong with the file, and what of it is not taken over, each with its line.</summary>
internal sealed class Findings
{
    private readonly List<string> _errors = [];
    private readonly List<string> _remarks = [];

    /// <summary>What must be changed before the file can be used.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What is different here, although the file can be used.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public void Refuse(YamlNode at, string path, string why) => Refuse((int)at.Start.Line, path, why);

    public void Refuse(int line, string path, string why) => _errors.Add(Write(line, path, why));

    public void Remark(YamlNode at, string path, string why) => _remarks.Add(Write((int)at.Start.Line, path, why));

    private static string Write(int line, string path, string why) => string.Create(CultureInfo.InvariantCulture, $"line {line}: {path}{(path.Length > 0 ? ": " : "")}{why}.");
}
