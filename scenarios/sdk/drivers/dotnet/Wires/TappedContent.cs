using System.Net;

namespace Verification.SdkDriver.Wires;

/// <summary>A request's body that keeps a copy of what it writes to the connection.</summary>
internal sealed class TappedContent : HttpContent
{
    private readonly HttpContent _real;
    private MemoryStream _copy = new();
    private bool _whole;

    public TappedContent(HttpContent real)
    {
        _real = real;
        foreach ((string name, IEnumerable<string> values) in real.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>What left; null before all of it has.</summary>
    public SentEnvelope? Left() => _whole ? SentEnvelope.Read(_copy.ToArray(), _real.Headers.ContentEncoding.Contains("gzip")) : null;

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // A request is written again when the connection that was kept for it turns out to be closed.
        (_copy, _whole) = (new MemoryStream(), false);
        await _real.CopyToAsync(new TeeStream(stream, _copy), context);
        _whole = true;
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _real.Headers.ContentLength ?? 0;
        return _real.Headers.ContentLength is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _real.Dispose();
        }

        base.Dispose(disposing);
    }
}
