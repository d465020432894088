namespace Verification.Audit.Compose.Shapes;

/// <summary>Kinds of scalars that may stand somewhere.</summary>
[Flags]
internal enum Allowed
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>Numbers.</summary>
    Number = 2,

    /// <summary>true and false.</summary>
    Flag = 4,

    /// <summary>Nothing at all.</summary>
    Nothing = 8,
}
