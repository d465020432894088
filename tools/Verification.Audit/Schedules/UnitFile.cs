namespace Verification.Audit.Schedules;

/// <summary>The settings of one section of a systemd unit.</summary>
internal static class UnitFile
{
    private const int MaximumLength = 1 << 20;

    public static IReadOnlyList<(string Key, string Value, int Line)> Read(string text, string section)
    {
        List<(string, string, int)> entries = [];
        string current = "";
        string[] rows = text.Length > MaximumLength ? [] : text.TrimStart('\uFEFF').Split('\n');
        for (int index = 0; index < rows.Length; index++)
        {
            string row = rows[index].Trim();
            int line = index + 1;
            while (row.EndsWith('\\') && index + 1 < rows.Length && row.Length < 10_000)
            {
                row = row[..^1] + " " + rows[++index].Trim();
            }

            int equals = row.IndexOf('=');
            if (row.StartsWith('[') && row.EndsWith(']'))
            {
                current = row[1..^1];
            }
            else if (equals > 0 && row[0] is not ('#' or ';') && current == section)
            {
                entries.Add((row[..equals].Trim(), row[(equals + 1)..].Trim(), line));
            }
        }

        return entries;
    }
}
