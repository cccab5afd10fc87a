using System.Buffers;

namespace PerfMonitor.Analytics.Api;

/// <summary>
/// The body of an answer. A small one is held back until it is whole, and then goes out with its length, in one piece over each of the
/// connections on its way; a larger one is streamed.
/// </summary>
internal sealed class AnswerBody(HttpResponse response) : Stream
{
    private const int MostHeldBytes = 16 * 1024;

    private byte[]? _held = ArrayPool<byte>.Shared.Rent(MostHeldBytes);
    private int _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_held is { } held && _count + buffer.Length <= MostHeldBytes)
        {
            buffer.CopyTo(held.AsMemory(_count));
            _count += buffer.Length;
            return;
        }

        await ReleaseAsync(cancellationToken);
        await response.Body.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _held is null ? response.Body.FlushAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Sends what is held back: the answer is whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_held is not null)
        {
            response.ContentLength = _count;
            await ReleaseAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Return();
        base.Dispose(disposing);
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_count > 0)
        {
            await response.Body.WriteAsync(_held.AsMemory(0, _count), cancellationToken);
            _count = 0;
        }

        Return();
    }

    private void Return()
    {
        if (_held is { } held)
        {
            _held = null;
            ArrayPool<byte>.Shared.Return(held);
        }
    }
}
