using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleFolderTests : IDisposable
{
    private readonly Road _road = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perfmonitor-rules-");
    private readonly RuleFolder _rules;

    public RuleFolderTests() =>
        _rules = new RuleFolder(Options.Create(new RuleOptions { Folder = _folder.FullName }), _road.Clock, _road.Metrics, NullLogger<RuleFolder>.Instance);

    [Fact]
    public void Takes_files_that_are_new_changed_and_gone()
    {
        Write("a.yml", Alert("A"));
        Write("notes.txt", "no rules");
        Assert.Equal(["A"], Names());

        Write("b.yaml", Alert("B"));
        Assert.Equal(["A", "B"], Names());

        Write("a.yml", Alert("C"));
        Assert.Equal(["C", "B"], Names());

        File.Delete(Path.Combine(_folder.FullName, "b.yaml"));
        Assert.Equal(["C"], Names());
    }

    [Fact]
    public void Takes_the_files_of_folders_below_too_and_each_of_a_mounted_volume_once()
    {
        var team = _folder.CreateSubdirectory("team");
        var volume = _folder.CreateSubdirectory("..2026_03_01");
        File.WriteAllText(Path.Combine(team.FullName, "c.rules"), Alert("C"));
        File.WriteAllText(Path.Combine(volume.FullName, "v.yml"), Alert("V"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "..data"), volume.Name);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "v.yml"), Path.Combine("..data", "v.yml"));

        Assert.Equal(["C", "V"], Names());
        Assert.Equal([Path.Combine("team", "c.rules"), "v.yml"], _rules.Book.Groups.Select(group => group.File));
    }

    [Fact]
    public void Keeps_the_previous_version_of_a_file_that_broke_and_says_what_is_wrong()
    {
        Write("a.yml", Alert("A"));
        Names();

        Write("a.yml", "groups: [{name: g, rules: [{alert: A, expr: 'up =='}]}]");

        Assert.Equal(["A"], Names());
        Assert.StartsWith("a.yml:1:", Assert.Single(_rules.Book.Errors).ToString(), StringComparison.Ordinal);
        Write("a.yml", Alert("A2"));
        Assert.Equal(["A2"], Names());
        Assert.Empty(_rules.Book.Errors);
    }

    [Fact]
    public void Does_not_call_the_rules_of_a_broken_file_gone()
    {
        Write("a.yml", "groups: [");
        Write("b.yml", Alert("B"));
        Names();

        Assert.Equal(["c.yml;g;C;", "b.yml;g;Old;"], _rules.Book.Gone(["a.yml;g;A;", "b.yml;g;B;", "c.yml;g;C;", "b.yml;g;Old;"]));
    }

    [Fact]
    public void Keeps_its_rules_while_the_folder_cannot_be_read()
    {
        Write("a.yml", Alert("A"));
        Names();

        _folder.Delete(recursive: true);

        Assert.Equal(["A"], Names());
        Assert.NotNull(_rules.Unreadable);
        _folder.Create();
        Assert.Empty(Names());
        Assert.Null(_rules.Unreadable);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused_and_the_others_are_in_force()
    {
        Write("a.yml", Alert("A"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "b.yml"), "nowhere.yml");

        Assert.Equal(["A"], Names());

        Assert.True(_rules.IsLoaded);
        Assert.Null(_rules.Unreadable);
        Assert.StartsWith("b.yml:1:1: the file cannot be read: ", Assert.Single(_rules.Book.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_previous_version_of_a_file_that_cannot_be_read_any_more()
    {
        Write("a.yml", Alert("A"));
        Names();

        File.Delete(Path.Combine(_folder.FullName, "a.yml"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "a.yml"), "nowhere.yml");

        Assert.Equal(["A"], Names());
        Assert.Empty(_rules.Book.Gone(["a.yml;g;A;"]));
    }

    [Fact]
    public void A_rule_that_was_disabled_is_gone_for_another_reason_than_one_that_was_removed()
    {
        var book = RuleBook.Empty with { Disabled = new HashSet<string> { "api/1" } };

        Assert.Equal(["the rule was disabled", "the rule was removed"], new[] { "api/1;api;A;", "api/2;api;A;" }.Select(book.WhyGone));
    }

    [Fact]
    public void Is_not_loaded_before_the_folder_could_be_read_once()
    {
        _folder.Delete();

        Names();

        Assert.False(_rules.IsLoaded);
    }

    public void Dispose()
    {
        _rules.Dispose();
        _road.Dispose();
        if (Directory.Exists(_folder.FullName))
        {
            Directory.Delete(_folder.FullName, recursive: true);
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static string Alert(string name) => $"groups: [{{name: g, rules: [{{alert: {name}, expr: up == 0}}]}}]";

    private IEnumerable<string> Names()
    {
        _rules.Reload();
        return _rules.Book.Groups.SelectMany(group => group.Rules).Select(rule => rule.Name);
    }
}
