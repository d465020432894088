namespace Verification.Readiness.Rules;

/// <summary>Something that holds of an item, doesn't, or can't be told.</summary>
public abstract record Condition
{
    /// <summary>Judges an item.</summary>
    public abstract Judgement Of(Item item);

    /// <summary>Every fact it asks for.</summary>
    public abstract IEnumerable<string> Facts { get; }
}
