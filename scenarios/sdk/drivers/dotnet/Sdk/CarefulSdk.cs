using Verification.SdkDriver.Running;
using Verification.SdkDriver.Wires;

namespace Verification.SdkDriver.Sdk;

/// <summary>The SDK as a careful team sets it up: own fields of errors kept; everything else is the default.</summary>
internal static class CarefulSdk
{
    /// <summary>Starts it.</summary>
    /// <exception cref="BadRequestException">It does not accept the request's DSN.</exception>
    public static IDisposable Start(DriverRequest request, Wire wire)
    {
        SdkIdentity.ForgetSurroundings();
        try
        {
            SentryOptions options = SdkIdentity.Options(request);
            options.AddExceptionProcessor(new OwnFieldsProcessor());
            options.CreateHttpMessageHandler = () => new TapHandler(wire, new HttpClientHandler { UseProxy = false, AutomaticDecompression = options.DecompressionMethods });
            // A client leaves the transport that the SDK made for it in its options: the real one, which the wire only listens to.
            using (new SentryClient(options))
            {
                wire.Real = options.Transport;
            }

            options.Transport = wire;
            return SentrySdk.Init(options);
        }
        catch (ArgumentException)
        {
            throw new BadRequestException("The SDK does not accept the request's dsn.");
        }
    }
}
