using System.Text.Json;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z.</summary>
public sealed class DamagedChunkApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_names_the_chunk_it_lacks_and_holds_the_rest()
    {
        var now = host.Road.NowMs;
        await CommitAsync("web", new Sample(now - 60_000, 1));
        await CommitAsync("api", new Sample(now - 50_000, 7));
        host.Road.History.Commits[0].Chunks[0].Data[^1] ^= 1;

        using var response = await host.Viewer.GetAsync(new Uri("/api/v1/query?query=load[5m]", UriKind.Relative), Token);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));

        Assert.Equal(["a damaged chunk was left out: load{job=\"web\"} from 2026-01-05T11:59:00.000Z, ChecksumMismatch"], json.RootElement.GetProperty("warnings").EnumerateArray().Select(static warning => warning.GetString()));
        Assert.Equal("""[{"metric":{"__name__":"load","job":"api"},"values":[[1767614350,"7"]]}]""", json.RootElement.GetProperty("data").GetProperty("result").GetRawText());
    }

    private async Task CommitAsync(string job, Sample sample)
    {
        await host.Road.AcceptAsync(LabelSet.Create("load", [new Label("job", job)]), sample);
        await host.Road.Commit.CommitAsync(Token);
    }
}
