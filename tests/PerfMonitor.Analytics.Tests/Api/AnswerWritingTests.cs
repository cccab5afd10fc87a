using Microsoft.AspNetCore.Http;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class AnswerWritingTests : IDisposable
{
    private readonly DefaultHttpContext _context = new();
    private readonly CountingStream _sent = new();

    public AnswerWritingTests() => _context.Response.Body = _sent;

    /// <summary>Texts of so many letters, each behind a send of what was before it or not; the length that is told, and in how many pieces it goes out.</summary>
    [Theory]
    [InlineData(new int[0], false, 2L, 1)]
    [InlineData(new[] { 10 }, false, 14L, 1)]
    [InlineData(new[] { 10, 20_000, 30 }, false, 20_050L, 1)]
    [InlineData(new[] { 10 }, true, null, 2)]
    [InlineData(new[] { 10, 20_000, 30 }, true, null, 4)]
    public async Task Sends_an_answer_whole_with_its_length_unless_some_of_it_has_gone_out(int[] texts, bool sends, long? length, int pieces)
    {
        await ApiEndpoint.WriteAsync(_context, async (json, cancellationToken) =>
        {
            json.WriteStartArray();
            foreach (var letters in texts)
            {
                if (sends)
                {
                    await json.FlushAsync(cancellationToken);
                }

                json.WriteStringValue(new string('a', letters));
            }

            json.WriteEndArray();
        });

        Assert.Equal(length, _context.Response.ContentLength);
        Assert.Equal(pieces, _sent.Writes);
        Assert.Equal($"[{string.Join(',', texts.Select(static letters => $"\"{new string('a', letters)}\""))}]", System.Text.Encoding.UTF8.GetString(_sent.ToArray()));
    }

    [Fact]
    public async Task Sends_a_long_list_piece_by_piece_as_far_as_the_client_takes_it()
    {
        string[] texts = [.. Enumerable.Repeat(new string('a', 1_000), 1_000)];

        await ApiEndpoint.WriteAsync(_context, ApiAnswer.Texts(texts, limit: 0).WriteDataAsync);

        Assert.InRange(_sent.Writes, 20, 40);
        _context.RequestAborted = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ApiEndpoint.WriteAsync(_context, ApiAnswer.Texts(texts, limit: 0).WriteDataAsync));
    }

    [Fact]
    public async Task Sends_nothing_of_an_answer_that_fails_before_some_of_it_has_gone_out()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ApiEndpoint.WriteAsync(_context, (json, _) =>
        {
            json.WriteStartArray();
            throw new InvalidOperationException();
        }));

        Assert.Equal(0, _sent.Writes);
        Assert.Null(_context.Response.ContentLength);
    }

    public void Dispose() => _sent.Dispose();

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
