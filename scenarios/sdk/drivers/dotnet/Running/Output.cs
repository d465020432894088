using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Verification.SdkDriver.Running;

/// <summary>JSON lines for the harness: nothing else is ever written to stdout, and nothing after the last line.</summary>
internal sealed class Output : IDisposable
{
    // Not Console.Out, which takes a reader that is gone for a reader that has heard enough (dotnet/runtime, ConsolePal.Unix.cs, Write).
    private readonly FileStream _stream = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _ended;

    /// <summary>Ends when nobody reads any more, with the reason to give the run up.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Writes a line; fields without a value are left out.</summary>
    public void Line(string type, params IEnumerable<(string Name, object? Value)> fields)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            foreach ((string name, object? value) in fields.Where(field => field.Value is not null))
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value);
            }

            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        Write(line.ToArray());
    }

    /// <summary>Writes the last line.</summary>
    public void End(params IEnumerable<(string Name, object? Value)> fields)
    {
        Line("end", fields);
        lock (_gate)
        {
            _ended = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Write(byte[] line)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            try
            {
                _stream.Write(line);
            }
            catch (IOException)
            {
                _ended = true;
                _closed.TrySetResult("the reader of stdout is gone");
            }
        }
    }
}
