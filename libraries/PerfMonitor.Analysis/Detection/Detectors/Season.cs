namespace PerfMonitor.Analysis.Detection;

/// <summary>A season and its profile: the usual departure from the level at each place of the period.</summary>
internal sealed class Season
{
    /// <summary>Places a period is divided into at most.</summary>
    public const int LargestPlaces = 288;

    private readonly double _placeMs;
    private readonly double _smallestGain;
    private readonly float[] _profile;
    private readonly byte[] _periods;
    private int _place = -1;
    private double _sum;
    private int _inPlace;
    private long _askedMs = long.MinValue;
    private int _askedPlace;

    /// <param name="periodMs">Length of the season.</param>
    /// <param name="stepMs">Usual distance of two samples; a place is never shorter.</param>
    /// <param name="smallestGain">The least share of the profile that a new period replaces.</param>
    public Season(long periodMs, long stepMs, double smallestGain)
    {
        (PeriodMs, _smallestGain) = (periodMs, smallestGain);
        int places = (int)Math.Clamp(Math.Round(periodMs / (double)stepMs), 1, LargestPlaces);
        _placeMs = periodMs / (double)places;
        _profile = new float[places];
        _periods = new byte[places];
    }

    public long PeriodMs { get; }

    /// <summary>The profile at a time; 0 where the place has not been seen yet.</summary>
    public double At(long timestampMs) => _profile[Place(timestampMs)];

    /// <summary>Takes in what is left of a value at a time when level and the other seasons are taken off.</summary>
    public void Learn(long timestampMs, double remainder)
    {
        int place = Place(timestampMs);
        if (place != _place) Close(place);
        _sum += remainder;
        _inPlace++;
    }

    private void Close(int next)
    {
        if (_inPlace > 0)
        {
            if (_periods[_place] < byte.MaxValue) _periods[_place]++;
            double gain = Math.Max(_smallestGain, 1.0 / _periods[_place]);
            _profile[_place] += (float)(gain * (_sum / _inPlace - _profile[_place]));
        }

        (_place, _sum, _inPlace) = (next, 0, 0);
    }

    /// <summary>The place of a time; that of the latest sample is asked for several times.</summary>
    private int Place(long timestampMs)
    {
        if (timestampMs == _askedMs) return _askedPlace;
        long into = timestampMs % PeriodMs;
        if (into < 0) into += PeriodMs;
        _askedMs = timestampMs;
        return _askedPlace = Math.Min(_profile.Length - 1, (int)(into / _placeMs));
    }
}
