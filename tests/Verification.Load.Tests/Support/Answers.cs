namespace Verification.Load.Tests.Support;

/// <summary>Answers as servers write them.</summary>
internal static class Answers
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    public static string Status(int status, string fields = "") => $"HTTP/1.1 {status} Some Reason\r\n{fields}Content-Length: 0\r\n\r\n";
}
