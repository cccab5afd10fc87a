namespace PerfMonitor.TimeSeries.Tests.Identity;

public sealed class LabelSetTests
{
    private static readonly LabelSet Requests = LabelSet.Create("http_requests_total", new Label("job", "api"), new Label("code", "200"));

    [Fact]
    public void Is_the_same_set_whatever_order_the_labels_come_in()
    {
        var other = LabelSet.Create([new Label("code", "200"), new Label("job", "api"), new Label("__name__", "http_requests_total")]);

        Assert.Equal(Requests, other);
        Assert.Equal(Requests.Id, other.Id);
        Assert.Equal(Requests.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Differs_when_a_border_between_name_and_value_moves()
    {
        var ab = LabelSet.Create([new Label("a", "bc")]);
        var abc = LabelSet.Create([new Label("ab", "c")]);

        Assert.NotEqual(ab, abc);
        Assert.NotEqual(ab.Id, abc.Id);
    }

    [Fact]
    public void Treats_an_empty_value_as_an_absent_label() =>
        Assert.Equal(Requests, LabelSet.Create("http_requests_total", new Label("job", "api"), new Label("code", "200"), new Label("zone", "")));

    [Fact]
    public void Refuses_a_name_given_twice()
    {
        var failure = Assert.Throws<ArgumentException>(() => LabelSet.Create([new Label("a", "1"), new Label("a", "2")]));

        Assert.StartsWith("The label 'a' is given twice.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__name__", "http_requests_total")]
    [InlineData("code", "200")]
    [InlineData("job", "api")]
    [InlineData("zone", null)]
    [InlineData("", null)]
    [InlineData("zzz", null)]
    public void Finds_a_value_by_name(string name, string? value) => Assert.Equal(value, Requests[name]);

    [Fact]
    public void Sets_replaces_and_removes_labels()
    {
        Assert.Equal("500", Requests.With("code", "500")["code"]);
        Assert.Equal("eu", Requests.With("zone", "eu")["zone"]);
        Assert.Null(Requests.With("code", "")["code"]);
        Assert.Equal(LabelSet.Create([new Label("job", "api")]), Requests.Without("code", LabelSet.MetricName));
        Assert.Same(Requests, Requests.Without("zone"));
    }

    [Fact]
    public void Prints_as_a_selector_with_escapes()
    {
        Assert.Equal("""http_requests_total{code="200",job="api"}""", Requests.ToString());
        Assert.Equal("up", LabelSet.Create("up").ToString());
        Assert.Equal("{}", LabelSet.Empty.ToString());
        Assert.Equal("""{path="C:\\a\"b\nc"}""", LabelSet.Create([new Label("path", "C:\\a\"b\nc")]).ToString());
    }

    [Fact]
    public void Keeps_its_id_for_good() => Assert.Equal("3cf8a8053a5b856f", LabelSet.Create("up", new Label("job", "host")).Id.ToString());
}
