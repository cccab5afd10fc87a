using System.Text.Json;
using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>Every field of a request that is wrong is named at once, by its path.</summary>
public sealed class FieldErrorsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly HashSet<string> Channels = ["email", "ops"];

    [Theory]
    [InlineData("""{"matchers":[{"name":"job","value":"api"}],"endsAt":"2026-03-01T11:00:00Z","comment":"why"}""", "")]
    [InlineData("{}", "comment endsAt matchers")]
    [InlineData("""{"matchers":[null,{"name":"a","value":"x(","isRegex":true},{"value":"b"},{"name":"c"}],"endsAt":"2026-03-01T09:00:00Z","comment":" "}""", "comment endsAt matchers[0] matchers[1].value matchers[2].name matchers[3].value")]
    [InlineData("""{"matchers":[{"value":"x(","isRegex":true}],"endsAt":"2028-03-01T09:00:00Z","comment":"why"}""", "endsAt matchers[0].name matchers[0].value")]
    public void Names_all_of_a_silence(string body, string fields) => Assert.Equal(fields, Fields(SilenceRules.Read(Read<SilenceRequest>(body), "anna", Now)));

    [Theory]
    [InlineData("""{"name":"m","startsAt":"2026-03-01T11:00:00Z","endsAt":"2026-03-01T12:00:00Z"}""", "")]
    [InlineData("""{"name":"m","weekly":{"days":["sunday"],"start":"02:00","durationMinutes":60}}""", "")]
    [InlineData("{}", "endsAt name startsAt")]
    [InlineData("""{"name":"m","endsAt":"2026-03-01T12:00:00Z"}""", "startsAt")]
    [InlineData("""{"name":" ","startsAt":"2026-03-01T11:00:00Z","endsAt":"2026-03-01T11:00:00Z","matchers":[{"name":"a"}]}""", "endsAt matchers[0].value name")]
    [InlineData("""{"name":"m","daily":{"start":"02:00","durationMinutes":60,"timeZone":"Europe/Berlin"}}""", "")]
    [InlineData("""{"name":"m","monthly":{"dates":[1,-1],"weekdays":[{"week":2,"day":"tuesday"},{"week":-1,"day":"friday"}],"start":"02:00","durationMinutes":60}}""", "")]
    [InlineData("""{"name":"m","monthly":{"start":"02:00","durationMinutes":60}}""", "monthly.dates")]
    [InlineData("""{"name":"m","monthly":{"dates":[0,32,-32,5],"weekdays":[{"week":6,"day":"monday"},{"week":1,"day":"8"},{"week":2},null],"days":["monday"],"start":"02:00","durationMinutes":60}}""", "monthly.dates[0] monthly.dates[1] monthly.dates[2] monthly.days monthly.weekdays[0] monthly.weekdays[1] monthly.weekdays[2] monthly.weekdays[3]")]
    [InlineData("""{"name":"m","daily":{"start":"02:00","durationMinutes":60,"dates":[1]},"weekly":{"days":["sunday"],"start":"02:00","durationMinutes":60}}""", "daily daily.dates")]
    [InlineData("""{"weekly":{}}""", "name weekly.days weekly.durationMinutes weekly.start")]
    [InlineData("""{"name":"m","weekly":{"days":["monday","8",null],"start":"2:00","durationMinutes":10081,"timeZone":"Mars/Olympus"}}""", "weekly.days[1] weekly.days[2] weekly.durationMinutes weekly.start weekly.timeZone")]
    public void Names_all_of_a_maintenance_window(string body, string fields) => Assert.Equal(fields, Fields(MaintenanceRules.Read(Read<MaintenanceRequest>(body), Guid.Empty, "anna", Now)));

    [Theory]
    [InlineData("""{"steps":[{"waitSeconds":0,"channels":["email"],"over":["sms"]},{"waitSeconds":604800,"people":["anna"],"schedules":["night"]}],"repeat":10}""", "")]
    [InlineData("{}", "steps")]
    [InlineData("""{"repeat":11,"steps":[null,{"waitSeconds":-1},{"waitSeconds":1,"people":["anna",null],"schedules":[""],"channels":["email","pager"],"over":[" "]}],"matchers":[null]}""",
        "matchers[0] repeat steps[0] steps[1] steps[1].waitSeconds steps[2].channels[1] steps[2].over[0] steps[2].people[1] steps[2].schedules[0]")]
    public void Names_all_of_a_policy(string body, string fields) => Assert.Equal(fields, Fields(Read<PolicyModel>(body).Read("p", Channels)));

    [Theory]
    [InlineData("""{"timeZone":"Europe/Berlin","rotations":[{"people":["anna"],"startsOn":"2026-03-02","onlyOn":["monday"],"from":"18:00:00","to":"08:00:00"}]}""", "")]
    [InlineData("{}", "rotations timeZone")]
    [InlineData("""{"timeZone":"UTC","rotations":[null,{"days":0,"from":"18:00:00"},{"people":["anna",""],"startsOn":"2026-03-02","days":366,"onlyOn":["monday","funday"],"to":"08:00:00"}]}""",
        "rotations[0] rotations[1].days rotations[1].people rotations[1].startsOn rotations[1].to rotations[2].days rotations[2].from rotations[2].onlyOn[1] rotations[2].people[1]")]
    public void Names_all_of_a_schedule(string body, string fields) => Assert.Equal(fields, Fields(Read<ScheduleModel>(body).Read("s")));

    [Theory]
    [InlineData("""{"ways":{"mail":"email","chat":"ops"}}""", "")]
    [InlineData("{}", "ways")]
    [InlineData("""{"ways":{"mail":"nowhere","chat":"ops","sms":null}}""", "ways.mail ways.sms")]
    public void Names_all_of_a_person(string body, string fields) => Assert.Equal(fields, Fields(Read<PersonModel>(body).Read("anna", Channels)));

    [Theory]
    [InlineData("""{"schedule":"night","person":"anna","endsAt":"2026-03-02T10:00:00Z"}""", "")]
    [InlineData("{}", "endsAt person schedule")]
    [InlineData("""{"schedule":"night","person":"bert","startsAt":"2026-03-03T10:00:00Z","endsAt":"2026-03-02T10:00:00Z"}""", "endsAt person")]
    [InlineData("""{"schedule":"day","person":"anna","startsAt":"2026-02-03T10:00:00Z","endsAt":"2026-03-01T10:00:00Z"}""", "endsAt schedule")]
    public void Names_all_of_an_override(string body, string fields)
    {
        var book = new ContactBook([], new Dictionary<string, Person> { ["anna"] = new("anna", new Dictionary<string, string>()) }, new Dictionary<string, Schedule> { ["night"] = new("night", "UTC", []) }, []);

        Assert.Equal(fields, Fields(ContactRules.Read(Read<OverrideRequest>(body), book, "anna", Now)));
    }

    [Fact]
    public void Says_of_each_why_in_sentences_and_in_one_line()
    {
        var (_, errors) = SilenceRules.Read(new SilenceRequest([new("a", "b"), new("c", "(", IsRegex: true)], null, Now, ""), "anna", Now);

        Assert.Equal(["matchers[1].value", "endsAt", "comment"], errors.ByField.Keys);
        Assert.Equal(["It is '2026-03-01T10:00:00.0000000+00:00' and must be after the start and at most 366 days later."], errors.ByField["endsAt"]);
        Assert.StartsWith("'matchers[1].value' is refused: '(' is not a regular expression that can be used here: ", errors.Detail, StringComparison.Ordinal);
        Assert.EndsWith(". 'comment' is refused: it is '' and must be the reason for the silence, in at most 2000 characters.", errors.Detail, StringComparison.Ordinal);
        Assert.EndsWith("; comment: it is '' and must be the reason for the silence, in at most 2000 characters", errors.Line, StringComparison.Ordinal);
        Assert.Equal("3 fields are invalid", errors.Title);
    }

    [Fact]
    public void Names_a_bounded_number_and_counts_the_rest()
    {
        var errors = new FieldErrors();
        errors.RequireEach([.. Enumerable.Repeat(new string('x', 10_000), 150)], static _ => false, "channels", "a channel");

        Assert.Equal(100, errors.ByField.Count);
        Assert.Equal($"It is '{new string('x', 199)}…' and must be a channel.", errors.ByField["channels[99]"][0]);
        Assert.EndsWith(" 50 more are wrong.", errors.Detail, StringComparison.Ordinal);
        Assert.EndsWith("; and 50 more", errors.Line, StringComparison.Ordinal);
        Assert.Equal("150 fields are invalid", errors.Title);
    }

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web)!;

    // A request is taken if and only if nothing of it is wrong.
    private static string Fields<T>((T? Taken, FieldErrors Errors) read)
        where T : class
    {
        Assert.Equal(read.Taken is null, read.Errors.Any);
        return string.Join(' ', read.Errors.ByField.Keys.Order(StringComparer.Ordinal));
    }
}
