namespace Aspire.Hosting;

/// <summary>The application cannot be built or started; the message is one sentence for the person who started it.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A parameter has neither a configured value nor a default.</summary>
public class MissingParameterValueException(string message) : DistributedApplicationException(message);
