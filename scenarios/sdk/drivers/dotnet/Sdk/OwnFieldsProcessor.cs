using Sentry.Extensibility;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Sdk;

/// <summary>
/// Keeps the own fields of an error and of its causes, each as a context named after its type; counterpart of the Node SDK's
/// extraErrorDataIntegration. By itself the SDK sends none of an exception's properties, and its Data only with the mechanism.
/// </summary>
internal sealed class OwnFieldsProcessor : ISentryEventExceptionProcessor
{
    /// <inheritdoc/>
    public void Process(Exception exception, SentryEvent sentryEvent)
    {
        foreach (Exception link in Reasons.Chain(exception))
        {
            if (OwnFields.Of(link) is { Count: > 0 } own && !sentryEvent.Contexts.ContainsKey(link.GetType().Name))
            {
                sentryEvent.Contexts[link.GetType().Name] = own;
            }
        }
    }
}
