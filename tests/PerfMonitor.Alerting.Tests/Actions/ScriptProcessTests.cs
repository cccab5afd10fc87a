using PerfMonitor.Alerting.Actions;

namespace PerfMonitor.Alerting.Tests.Actions;

public sealed class ScriptProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perfmonitor-script-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, string> Scripts => new()
    {
        { "echo done", true, "exit code 0 done" },
        { "echo half; echo 'no disk' >&2; exit 3", false, "exit code 3 half no disk" },
        { "kill -TERM $$", false, "exit code 143" },
        { "printf '%s|' \"$@\"", true, "exit code 0 a b|$(id)|;ls|" },
        { "read line; echo \"[$line]\"", true, "exit code 0 []" },
        { "head -c 5000000 /dev/zero | tr '\\0' x", true, $"exit code 0 {new string('x', 499)}…" },
        { "echo \"$PERFMONITOR_RUN\"", true, "exit code 0 r1" },
        { "tr '\\0' '\\n' < /proc/self/environ | grep -vE '^(PATH|HOME|LANG|TZ|TMPDIR|PERFMONITOR_RUN|PWD|OLDPWD|SHLVL|_)='; true", true, "exit code 0" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Says_how_a_script_ended_and_what_it_wrote(string body, bool succeeds, string text)
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__perfmonitor", "Password=secret-part");

        Assert.Equal(new ActionOutcome(succeeds, text), await RunAsync(body, Token));
    }

    [Fact]
    public async Task Ends_what_a_script_leaves_running_behind_it()
    {
        var outcome = await RunAsync("sleep 1000 & echo $!", Token);

        Assert.True(outcome.Succeeded);
        await GoneAsync(int.Parse(outcome.Text.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Ends_a_script_with_all_its_children_when_the_time_is_over()
    {
        var children = Path.Combine(_folder.FullName, "children");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = RunAsync($"sleep 1000 & echo $! >> {children}.new; (sleep 1000 & echo $! >> {children}.new; exit); echo $$ >> {children}.new; mv {children}.new {children}; sleep 1000", limit.Token);
        while (!File.Exists(children))
        {
            Assert.False(running.IsCompleted);
            await Task.Yield();
        }

        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        foreach (var child in await File.ReadAllLinesAsync(children, Token))
        {
            await GoneAsync(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Says_why_a_file_that_is_no_program_does_not_run()
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "plain.sh"));
        await File.WriteAllTextAsync(file.FullName, "echo never", Token);

        var outcome = await ScriptProcess.RunAsync(file, [], new Dictionary<string, string>(), Token);

        Assert.Equal((false, true), (outcome.Succeeded, outcome.Text.Contains("Permission denied", StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // A killed process stays listed until somebody has collected it.
    private static async Task GoneAsync(int id)
    {
        while (Directory.Exists($"/proc/{id}") && !(await StateAsync(id)).Contains("zombie", StringComparison.Ordinal))
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<string> StateAsync(int id)
    {
        try
        {
            return (await File.ReadAllLinesAsync($"/proc/{id}/status", Token)).Single(line => line.StartsWith("State:", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "zombie";
        }
    }

    // The shell is the script here: a file that has just been written cannot always be run, as long as other tests start processes.
    private static Task<ActionOutcome> RunAsync(string body, CancellationToken cancellationToken) =>
        ScriptProcess.RunAsync(new FileInfo("/bin/sh"), ["-c", body, "script", "a b", "$(id)", ";ls"], new Dictionary<string, string> { ["PERFMONITOR_RUN"] = "r1" }, cancellationToken);
}
