using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// The states of an additive exponential smoothing model in innovations form (Hyndman et al. 2008) with several seasons
/// and a carried-over error (Taylor 2003, 2010): ŷ = level + φ·slope + Σ season + ρ·e. Each one-step error moves level,
/// slope and the phase of each season by its weight.
/// </summary>
internal sealed class SmoothingState
{
    // First values that give level and slope to start from, at most.
    private const int Opening = 24;

    private readonly double[][] _initial, _seasons;
    private readonly StraightLine _opening;
    private readonly double _openingMean;
    private double _level, _slope, _error;
    private int _next;

    /// <summary>States as they are before the first value, estimated from the history they will run over.</summary>
    public SmoothingState(ReadOnlySpan<double> history, SeasonalAdjustment season)
    {
        _initial = season.Profiles;
        _seasons = [.. _initial.Select(profile => (double[])profile.Clone())];
        double[] opening = season.Remove(history[..Math.Min(Opening, history.Length)]);
        (_opening, _openingMean) = (StraightLine.Fit(opening), opening.Average());
    }

    /// <summary>Runs over the values from the first on; returns the sum of squared one-step errors.</summary>
    public double Run(ReadOnlySpan<double> values, SmoothingWeights weights)
    {
        for (int s = 0; s < _seasons.Length; s++) _initial[s].CopyTo(_seasons[s], 0);
        (_level, _slope) = weights.Damping > 0 ? (_opening.At(-1), _opening.Slope) : (_openingMean, 0);
        (_error, _next) = (0, 0);
        double squared = 0;
        foreach (double value in values)
        {
            double drift = weights.Damping * _slope;
            double structure = _level + drift;
            for (int s = 0; s < _seasons.Length; s++) structure += _seasons[s][_next % _seasons[s].Length];
            double innovation = value - structure - (weights.Error * _error);
            squared += innovation * innovation;
            _error = value - structure;
            _level += drift + (weights.Level * innovation);
            _slope = drift + (weights.Slope * innovation);
            for (int s = 0; s < _seasons.Length; s++) _seasons[s][_next % _seasons[s].Length] += weights.Seasons[s] * innovation;
            _next++;
        }

        return squared;
    }

    /// <summary>Forecasts from where the last run ended.</summary>
    public void Forecast(SmoothingWeights weights, Span<double> points)
    {
        double level = _level, slope = _slope, error = _error;
        for (int h = 0; h < points.Length; h++)
        {
            slope *= weights.Damping;
            level += slope;
            error *= weights.Error;
            points[h] = level + error;
            for (int s = 0; s < _seasons.Length; s++) points[h] += _seasons[s][(_next + h) % _seasons[s].Length];
        }
    }
}
