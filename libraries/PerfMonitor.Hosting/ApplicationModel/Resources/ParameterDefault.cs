namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes the value of a parameter that configuration does not give.</summary>
public abstract class ParameterDefault
{
    /// <summary>A value.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>A random text such as a password.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>The least length.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether lower-case letters may occur.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters may occur.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits may occur.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether special characters may occur.</summary>
    public bool Special { get; set; } = true;

    /// <summary>The least number of lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>The least number of upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>The least number of digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>The least number of special characters.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override string GetDefaultValue() => RandomText.Generate(this);
}
