namespace Verification.Audit.Compose.Shapes;

/// <summary>The small shapes of which the Compose file format is made.</summary>
internal static class Parts
{
    public static readonly Shape Text = new() { Scalars = Allowed.Text };
    public static readonly Shape Nothing = new() { Scalars = Allowed.Nothing };
    public static readonly Shape Flag = new() { Scalars = Allowed.Flag | Allowed.Text };
    public static readonly Shape Number = new() { Scalars = Allowed.Number | Allowed.Text };
    public static readonly Shape Duration = Text with { Form = TextForm.Duration };
    public static readonly Shape Size = Number with { Form = TextForm.Size };
    public static readonly Shape Anything = new() { Anything = true };
    public static readonly Shape Simple = new() { Scalars = Allowed.Text | Allowed.Number | Allowed.Flag | Allowed.Nothing };
    public static readonly Shape Texts = List(Text);
    public static readonly Shape DistinctTexts = Texts with { Distinct = true };
    public static readonly Shape TextOrTexts = Text | Texts;
    public static readonly Shape Pairs = Free(Simple) | Texts;
    public static readonly Shape Options = Free(Text | Number | Nothing);
    public static readonly Shape Command = Text | Texts | Nothing;
    public static readonly Shape Hosts = Free(TextOrTexts | Nothing) | Texts;
    public static readonly Shape External = Flag | Map(("name", Text));

    /// <summary>A list.</summary>
    public static Shape List(Shape items) => new() { Items = items };

    /// <summary>A mapping with free names.</summary>
    public static Shape Free(Shape values) => new() { Values = values };

    /// <summary>A mapping whose free names are those of services, volumes and the like.</summary>
    public static Shape Named(Shape values) => new() { Values = values, Named = true };

    /// <summary>A mapping with known keys.</summary>
    public static Shape Map(params IEnumerable<(string Key, Shape Shape)> fields) => new() { Fields = fields.ToDictionary(field => field.Key, field => field.Shape, StringComparer.Ordinal) };

    /// <summary>Keys of the same shape, written in one string.</summary>
    public static IEnumerable<(string Key, Shape Shape)> Each(string keys, Shape shape) => keys.Split(' ').Select(key => (key, shape));
}
