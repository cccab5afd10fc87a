namespace PerfMonitor.Architecture.Tests;

public sealed class ReferencesTests
{
    public static TheoryData<string> Projects => [.. SourceTree.ProductProjects().Where(project => project != ReferenceTable.AppHost)];

    public static TheoryData<string> Libraries => [.. SourceTree.ProductProjects().Where(project => project.StartsWith("libraries/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Stay_within_the_table(string project)
    {
        Assert.True(ReferenceTable.Projects.TryGetValue(project, out var allowed), $"{project} is not in the reference table.");
        Assert.Empty(SourceTree.References(project).Except(allowed!));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Of_libraries_bring_no_package_but_those_listed(string library) =>
        Assert.Empty(SourceTree.Packages(library).Except(ReferenceTable.LibraryPackages.GetValueOrDefault(library, [])));

    [Fact]
    public void Of_a_service_never_lead_to_the_tests() =>
        Assert.DoesNotContain(SourceTree.ProductProjects().SelectMany(SourceTree.References), reference => reference.StartsWith("tests/", StringComparison.Ordinal));
}
