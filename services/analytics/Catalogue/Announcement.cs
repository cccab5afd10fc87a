namespace PerfMonitor.Analytics.Catalogue;

/// <summary>What became of a series definition.</summary>
internal enum Announcement
{
    /// <summary>The catalogue had it.</summary>
    Known,

    /// <summary>The catalogue has it now.</summary>
    Added,

    /// <summary>The id is not the hash of the labels: the sender is broken, or the labels changed on their way.</summary>
    WrongId,

    /// <summary>The id stands for another series already, one in about 2⁶⁴ pairs.</summary>
    Collision,

    /// <summary>A label holds a NUL character, which PostgreSQL cannot store.</summary>
    NulCharacter,

    /// <summary>The catalogue holds <see cref="History.HistoryOptions.MaxSeries"/> series already.</summary>
    CatalogueFull,
}
