using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Verification.ReferenceTarget.Recording;

/// <summary>One JSON line per fact, each in a single write at the end of the file: what an ended process wrote is whole and stays.</summary>
public sealed class RecordFile : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock gate = new();
    private readonly FileStream stream;

    /// <summary>Opens the file for appending; a line that a killed process left half-written is closed first.</summary>
    public RecordFile(string path)
    {
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
            {
                stream.Write("\n"u8);
            }
        }
    }

    /// <summary>Writes one line.</summary>
    public void Write(RecordLine line)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            line.WriteTo(json);
        }

        bytes.Write(Encoding.UTF8.GetBytes("\n"));
        lock (gate)
        {
            stream.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            stream.Dispose();
        }
    }
}
