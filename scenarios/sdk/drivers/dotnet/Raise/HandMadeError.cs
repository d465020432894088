using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Verification.SdkDriver.Raise;

/// <summary>Errors that an application throws itself, a few calls deep, so that the stack has functions to name.</summary>
internal sealed class HandMadeError : Place
{
    /// <inheritdoc/>
    public override async Task RaiseAsync(JsonElement definition, Report report)
    {
        try
        {
            HandleRequest(definition);
        }
        catch (Exception error)
        {
            await report(error);
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HandleRequest(JsonElement definition) => ConfirmBooking(definition);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ConfirmBooking(JsonElement definition)
    {
        if (definition.Find("cause") is not { ValueKind: JsonValueKind.Object } cause)
        {
            ReserveSlot(definition);
            return;
        }

        try
        {
            ConfirmBooking(cause);
        }
        catch (Exception error)
        {
            throw Make(definition, error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReserveSlot(JsonElement definition) => throw Make(definition, null);

    // Data is where .NET keeps what an error's type has no property for.
    private static Exception Make(JsonElement definition, Exception? cause)
    {
        Exception error = DeclaredErrors.Make(definition.Text("type") ?? "Error", definition.Text("message")!, cause);
        foreach ((string name, object? value) in Plain.Object(definition.Find("fields")))
        {
            error.Data[name] = value;
        }

        return error;
    }
}
