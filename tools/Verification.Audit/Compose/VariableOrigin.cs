namespace Verification.Audit.Compose;

/// <summary>Where the value of a container's variable comes from.</summary>
public enum VariableOrigin
{
    /// <summary>It stands in the Compose file.</summary>
    Literal,

    /// <summary>It stands in the Compose file with variables in it.</summary>
    Interpolated,

    /// <summary>It stands in an environment file of the service.</summary>
    EnvFile,

    /// <summary>Only its name stands in the Compose file; the value is that of .env.</summary>
    Inherited,
}
