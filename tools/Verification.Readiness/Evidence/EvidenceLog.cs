using System.Text.Json;

namespace Verification.Readiness.Evidence;

/// <summary>Reads evidence.jsonl.</summary>
public static class EvidenceLog
{
    /// <summary>Reads all lines; a line that can't be read is an error, because skipping it could hide a failure.</summary>
    /// <exception cref="InputException">With the line number.</exception>
    public static IReadOnlyList<EvidenceLine> Parse(string path, string text)
    {
        List<EvidenceLine> lines = [];
        string[] rows = text.Split('\n');
        for (int index = 0; index < rows.Length; index++)
        {
            if (rows[index].Trim().Length > 0)
            {
                lines.Add(ParseLine(path, index + 1, rows[index]));
            }
        }

        return lines;
    }

    private static EvidenceLine ParseLine(string path, int number, string row)
    {
        try
        {
            EvidenceLine line = JsonSerializer.Deserialize<EvidenceLine>(row, Json.Line)
                ?? throw new InputException($"{path}:{number}: the line holds no evidence; restore the file from the run that wrote it.");
            return line.SchemaVersion == EvidenceLine.CurrentSchema
                ? line
                : throw new InputException($"{path}:{number}: evidence of schema {line.SchemaVersion} can't be read by this version (it reads {EvidenceLine.CurrentSchema}); use the version that wrote it.");
        }
        catch (JsonException error)
        {
            throw new InputException($"{path}:{number}: the evidence is damaged ({error.Message}); restore the file from the run that wrote it.", error);
        }
    }
}
