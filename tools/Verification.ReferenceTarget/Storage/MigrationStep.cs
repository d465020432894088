namespace Verification.ReferenceTarget.Storage;

/// <summary>One step of the schema, recorded in <c>django_migrations</c> once it is applied.</summary>
public sealed record MigrationStep(string App, string Name, string Sql)
{
    private const string Header = "-- step: ";

    /// <summary>All steps, in their order.</summary>
    /// <param name="next">With those of the next version.</param>
    public static async Task<IReadOnlyList<MigrationStep>> ReadAllAsync(bool next = false) =>
        [.. await ReadAsync("schema.sql"), .. next ? await ReadAsync("schema-next.sql") : []];

    private static async Task<IEnumerable<MigrationStep>> ReadAsync(string name)
    {
        await using var resource = typeof(MigrationStep).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource);
        return (await reader.ReadToEndAsync()).Split('\n' + Header).Skip(1).Select(Parse);
    }

    private static MigrationStep Parse(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var name = text[..end].Split('.', 2);
        return new MigrationStep(name[0], name[1], text[(end + 1)..]);
    }
}
