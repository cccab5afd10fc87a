namespace PerfMonitor.Reporting.Data;

/// <summary>A service that has data for the report does not answer; the same question may be answered later.</summary>
internal sealed class DataUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A service that has data for the report refused the question; asking again would not help.</summary>
internal sealed class DataRefusedException(string message, Exception? inner = null) : Exception(message, inner);
