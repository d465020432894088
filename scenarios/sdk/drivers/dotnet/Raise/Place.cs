using System.Text.Json;

namespace Verification.SdkDriver.Raise;

/// <summary>Hands a genuine error to the SDK where an application would, with the facts that scenarios may name; ends with the answer to the event.</summary>
internal delegate Task Report(Exception error, IReadOnlyDictionary<string, object?>? facts = null);

/// <summary>Where the errors of a scenario happen.</summary>
internal abstract class Place : IAsyncDisposable
{
    /// <summary>For people.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Makes the error happen and reports it, once.</summary>
    public abstract Task RaiseAsync(JsonElement definition, Report report);

    /// <summary>Removes what was made.</summary>
    public abstract ValueTask DisposeAsync();
}
