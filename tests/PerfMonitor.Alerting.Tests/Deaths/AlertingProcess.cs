using System.Collections.Concurrent;
using System.Diagnostics;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>The service as a process of its own, which is killed with −9 and started again.</summary>
internal sealed class AlertingProcess(IReadOnlyDictionary<string, string> settings) : IDisposable
{
    private const int MostLines = 200;

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;

    /// <summary>The last it wrote.</summary>
    public string Said => string.Join('\n', _said);

    public void Start()
    {
        lock (_gate)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PerfMonitor.Alerting.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
            foreach (var (name, value) in settings)
            {
                start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
            }

            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => Keep(line.Data);
            _process.ErrorDataReceived += (_, line) => Keep(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
    }

    /// <summary>Ends it with no time for anything.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _process!.Kill();
            _process.WaitForExit();
            _process.Dispose();
            _process = null;
        }
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            Kill();
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            while (_said.Count > MostLines)
            {
                _said.TryDequeue(out _);
            }
        }
    }
}
