using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verification.Fixtures.Servers;

namespace Verification.Fixtures.Tests.Servers;

public sealed class QueueMessagesTests
{
    private static readonly JsonSerializerOptions AsPython = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string Id = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Ids_PlainMessage_AreFoundWithAndWithoutDashes()
    {
        QueueMessages.Ids($"{{\"event_id\":\"{Id}\"}}").Should().Equal(Id);
        QueueMessages.Ids("{\"event_id\":\"01234567-89AB-CDEF-0123-456789ABCDEF\"}").Should().Equal(Id);
    }

    [Fact]
    public void Ids_CeleryMessage_AreThoseOfItsBodyToo()
    {
        string message = Celery($"[[{{\"event_id\": \"{Id}\"}}], {{}}, {{\"chain\": null}}]");
        QueueMessages.Ids(message).Should().Contain(Id);
        // What a worker took stands in "unacked" as text within JSON.
        QueueMessages.Ids(JsonSerializer.Serialize(new object[] { message, "celery", "celery" }, AsPython)).Should().Contain(Id);
        QueueMessages.Ids($"[{message}, \"celery\", \"celery\"]").Should().Contain(Id);
    }

    [Fact]
    public void Ids_MessageOfAnotherKind_AreNone() => QueueMessages.Ids("\u0001compressed, and nothing to be seen").Should().BeEmpty();

    private static string Celery(string body) =>
        JsonSerializer.Serialize(new { body = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)), headers = new { lang = "py", task = "ingest" }, properties = new { body_encoding = "base64" } }, AsPython);
}
