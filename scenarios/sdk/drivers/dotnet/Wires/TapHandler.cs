using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Wires;

/// <summary>The last handler before the socket: notes the bytes of each request, compressed as they are, and the answer.</summary>
internal sealed class TapHandler(Wire wire, HttpMessageHandler socket) : DelegatingHandler(socket)
{
    private const int BodyLimitChars = 1 << 16;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Delivery? delivery = wire.Current;
        TappedContent content = new(request.Content!);
        request.Content = content;
        DateTimeOffset sentAt = DateTimeOffset.UtcNow;
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            // Read here whole, so that a connection that breaks within the answer is seen too; the SDK reads it again from memory.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            string body = await response.Content.ReadAsStringAsync(cancellationToken);
            wire.Answered(delivery, new(sentAt, DateTimeOffset.UtcNow, (int)response.StatusCode, body[..Math.Min(body.Length, BodyLimitChars)], content.Left()!));
            return response;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            delivery?.Settle(new Unanswered(sentAt, Reasons.Of(error), content.Left()));
            throw;
        }
    }
}
