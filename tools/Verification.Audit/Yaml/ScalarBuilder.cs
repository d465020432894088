using Verification.Readiness.Evidence;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Verification.Audit.Yaml;

/// <summary>Makes scalars: quotes and tags decide what they are, and without either their text does.</summary>
internal static class ScalarBuilder
{
    private const string Standard = "tag:yaml.org,2002:";

    /// <summary>The scalar of an event.</summary>
    public static YamlScalar Build(Scalar scalar, Place place)
    {
        bool plain = scalar.Style == ScalarStyle.Plain;
        string? tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value;
        if (tag is null)
        {
            ScalarKind kind = plain && !scalar.Tag.IsNonSpecific ? PlainScalars.Kind(scalar.Value) : ScalarKind.Text;
            return new YamlScalar(place, scalar.Value, kind) { Plain = plain };
        }

        return tag.StartsWith('!')
            ? new YamlScalar(place, scalar.Value, plain && scalar.Value.Length == 0 ? ScalarKind.Nothing : ScalarKind.Text) { Plain = plain, Tag = tag }
            : new YamlScalar(place, scalar.Value, Tagged(tag, scalar.Value, place)) { Plain = plain };
    }

    private static ScalarKind Tagged(string tag, string text, Place place)
    {
        ScalarKind found = PlainScalars.Kind(text);
        (ScalarKind wanted, bool fits) = (tag.StartsWith(Standard, StringComparison.Ordinal) ? tag[Standard.Length..] : "") switch
        {
            "null" => (ScalarKind.Nothing, found == ScalarKind.Nothing),
            "bool" => (ScalarKind.Boolean, found == ScalarKind.Boolean),
            "int" => (ScalarKind.Whole, found == ScalarKind.Whole),
            "float" => (ScalarKind.Fraction, found is ScalarKind.Fraction or ScalarKind.Whole),
            _ => (ScalarKind.Text, true),
        };
        return fits ? wanted : throw Refusal.At(place, $"the value does not fit its tag {Refusal.Quote(tag)}", "correct one of the two");
    }
}
