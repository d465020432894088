namespace Verification.Readiness.Alerts;

/// <summary>A delivery that consumers of its shape can't read; the message says where and why.</summary>
public sealed class AlertShapeException(string message) : Exception(message);
