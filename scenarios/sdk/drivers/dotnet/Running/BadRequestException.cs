namespace Verification.SdkDriver.Running;

/// <summary>The request can't be served as it is: one sentence for stderr, exit code 64. Never quotes a value, since DSN and URLs hold secrets.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
