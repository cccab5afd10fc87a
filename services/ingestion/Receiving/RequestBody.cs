using System.Buffers;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>A body read whole, in pooled memory that <see cref="Dispose"/> gives back.</summary>
internal sealed class RequestBody(BodyBudget budget) : IDisposable
{
    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public int Length => _length;

    /// <summary>Room for the next bytes; none where the shared memory is used up.</summary>
    public Memory<byte> Room(int maximumLength)
    {
        if (_length < _buffer.Length)
        {
            return _buffer.AsMemory(_length);
        }

        // One byte beyond the limit is enough to notice that it is crossed.
        var size = (int)Math.Min(maximumLength + 1L, Math.Max(16 * 1_024, _buffer.Length * 2L));
        if (size <= _buffer.Length || !budget.TryTake(size - _buffer.Length))
        {
            return Memory<byte>.Empty;
        }

        var larger = ArrayPool<byte>.Shared.Rent(size);
        budget.Give(size - _buffer.Length);
        if (!budget.TryTake(larger.Length - _buffer.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return Memory<byte>.Empty;
        }

        _buffer.AsSpan(0, _length).CopyTo(larger);
        Return();
        _buffer = larger;
        return _buffer.AsMemory(_length);
    }

    /// <summary>Makes an empty body one of just so many bytes, to be written to the room; false where the shared memory is used up.</summary>
    public bool TryHold(int length, out Span<byte> room)
    {
        // The pool may give more than was asked for, and what it gives is what counts.
        var buffer = budget.TryTake(length) ? ArrayPool<byte>.Shared.Rent(length) : null;
        if (buffer is null || !budget.TryTake(buffer.Length - length))
        {
            if (buffer is not null)
            {
                budget.Give(length);
                ArrayPool<byte>.Shared.Return(buffer);
            }

            room = default;
            return false;
        }

        (_buffer, _length) = (buffer, length);
        room = buffer.AsSpan(0, length);
        return true;
    }

    public void Advance(int bytes) => _length += bytes;

    public void Dispose()
    {
        budget.Give(_buffer.Length);
        Return();
        (_buffer, _length) = ([], 0);
    }

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
