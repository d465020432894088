namespace Verification.ReferenceTarget;

/// <summary>Which defects and known product behaviours a process shows; the default shows none.</summary>
public sealed class Behaviour
{
    private readonly HashSet<string> active;

    /// <summary>The clean target with the given ids of <see cref="Defects.All"/> switched on.</summary>
    public Behaviour(IEnumerable<string> active, bool likeGlitchTip52 = false)
    {
        this.active = new HashSet<string>(active, StringComparer.Ordinal);
        IsLikeGlitchTip52 = likeGlitchTip52;
    }

    /// <summary>A target without any defect.</summary>
    public static Behaviour Clean { get; } = new([]);

    /// <summary>Whether the process imitates 5.2 in details no switch names: its version and the form of its Link header.</summary>
    public bool IsLikeGlitchTip52 { get; }

    /// <summary>GlitchTip 5.2 as measured: every known product behaviour, and whatever else is asked for.</summary>
    public static Behaviour LikeGlitchTip52(IEnumerable<string>? extra = null) => new(
        Defects.All.Where(defect => defect.Kind == DefectKind.KnownBehaviour).Select(defect => defect.Id).Concat(extra ?? []),
        likeGlitchTip52: true);

    /// <summary>Whether the defect with this id is on.</summary>
    public bool Has(string id) => active.Contains(id);
}
