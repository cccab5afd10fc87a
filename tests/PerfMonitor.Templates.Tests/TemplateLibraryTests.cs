namespace PerfMonitor.Templates.Tests;

public sealed class TemplateLibraryTests
{
    [Fact]
    public void Templates_of_several_files_use_each_other_and_the_last_of_a_name_counts()
    {
        var library = TemplateLibrary.Parse(
            [("a.tmpl", "{{ define \"subject\" }}[{{ template \"status\" . }}]{{ end }}{{ define \"status\" }}old{{ end }}"), ("b.tmpl", "left out {{ define \"status\" }}{{ .Status }}{{ end }}")], Message.Dialect).Value!;

        Assert.Equal(["status", "subject"], library.Names);
        Assert.Equal(
            new TemplateResult("[firing] own", null),
            Template.Parse("t", "{{ define \"own\" }}own{{ end }}{{ template \"subject\" . }} {{ template \"own\" }}", Message.Dialect, library).Value!.Fill(Message.Input, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_template_that_no_file_defines_is_an_error_of_whoever_comes_to_it()
    {
        var library = TemplateLibrary.Parse(
            [("a.tmpl", "{{define \"way\"}}{{template \"a\"}}{{end}}{{define \"other\"}}fine{{end}}"), ("b.tmpl", "\n{{define \"a\"}}{{template \"gone\"}}{{end}}")], Message.Dialect).Value!;

        Assert.Equal("b.tmpl:2:17: the template 'gone' is not defined", Template.Parse("t", "{{ template \"way\" }}", Message.Dialect, library).Error?.ToString());
        Assert.Equal("t:1:4: the template 'none' is not defined", Template.Parse("t", "{{ template \"none\" }}", Message.Dialect, library).Error?.ToString());
        Assert.True(Template.Parse("t", "{{ template \"other\" }}", Message.Dialect, library).IsRead);
    }

    [Fact]
    public void An_error_in_a_named_template_names_its_file()
    {
        var library = TemplateLibrary.Parse([("a.tmpl", "{{ define \"x\" }}\n\n{{ .Nothing }}{{ end }}")], Message.Dialect).Value!;

        Assert.Equal(
            "a.tmpl:3:4: there is no field '.Nothing' here; there are .Receiver, .Status, .Alerts, .GroupLabels, .CommonLabels, .CommonAnnotations, .ExternalURL",
            Template.Parse("t", "{{ template \"x\" . }}", Message.Dialect, library).Value!.Fill(Message.Input, cancellationToken: TestContext.Current.CancellationToken).Error?.ToString());
    }
}
