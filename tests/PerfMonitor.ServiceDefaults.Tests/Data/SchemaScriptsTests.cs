using System.Reflection;

namespace PerfMonitor.ServiceDefaults.Tests.Data;

public sealed class SchemaScriptsTests
{
    [Fact]
    public void Are_found_in_the_assembly_and_ordered_by_number() =>
        Assert.Equal(
            [new SchemaScript(1, "001_first.sql", "SELECT 1;\n"), new SchemaScript(2, "002_second.sql", "SELECT 2;\n")],
            SchemaScripts.EmbeddedIn(Assembly.GetExecutingAssembly()));
}
