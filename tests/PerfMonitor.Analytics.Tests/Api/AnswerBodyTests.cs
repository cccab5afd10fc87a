using Microsoft.AspNetCore.Http;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class AnswerBodyTests : IDisposable
{
    private readonly DefaultHttpContext _context = new();
    private readonly CountingStream _sent = new();

    public AnswerBodyTests() => _context.Response.Body = _sent;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Pieces in bytes; the length that is told, and in how many pieces they are sent on.</summary>
    [Theory]
    [InlineData(new int[0], 0L, 0)]
    [InlineData(new[] { 10 }, 10L, 1)]
    [InlineData(new[] { 10, 20, 30 }, 60L, 1)]
    [InlineData(new[] { 16_000, 384 }, 16_384L, 1)]
    [InlineData(new[] { 16_000, 385 }, null, 2)]
    [InlineData(new[] { 40_000 }, null, 1)]
    [InlineData(new[] { 10, 40_000, 10 }, null, 3)]
    public async Task Holds_a_small_answer_back_until_it_is_whole_and_streams_a_large_one(int[] pieces, long? length, int sends)
    {
        await using var body = new AnswerBody(_context.Response);
        var whole = new List<byte>();
        foreach (var (piece, i) in pieces.Select((bytes, i) => (bytes, i)))
        {
            var bytes = Enumerable.Repeat((byte)(i + 1), piece).ToArray();
            whole.AddRange(bytes);
            await body.WriteAsync(bytes, Cancelled);
            await body.FlushAsync(Cancelled);
        }

        await body.CompleteAsync(Cancelled);

        Assert.Equal(length, _context.Response.ContentLength);
        Assert.Equal(sends, _sent.Writes);
        Assert.Equal(whole, _sent.ToArray());
    }

    [Fact]
    public async Task Sends_nothing_of_a_small_answer_that_did_not_become_whole()
    {
        await using (var body = new AnswerBody(_context.Response))
        {
            await body.WriteAsync(new byte[100], Cancelled);
        }

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
