using System.Buffers;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>The part of a delivery that goes to one partition, in pooled memory.</summary>
internal sealed class Piece(Delivery delivery, AdmittedSample[] samples, int count)
{
    private int _taken;

    public Delivery Delivery { get; } = delivery;

    /// <summary>How many samples are not in a batch yet.</summary>
    public int Remaining => count - _taken;

    public ref readonly AdmittedSample Next => ref samples[_taken];

    public void Take() => _taken++;

    /// <summary>Gives the memory back.</summary>
    public void Release() => ArrayPool<AdmittedSample>.Shared.Return(samples, clearArray: true);
}
