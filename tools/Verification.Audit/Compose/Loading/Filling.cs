using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Loading;

/// <summary>Fills variables into every text of a file; keys are left alone, as Compose leaves them.</summary>
internal sealed class Filling(Interpolator interpolator, WorkBudget budget)
{
    /// <summary>The file with variables filled in.</summary>
    public YamlMapping Fill(YamlMapping file) => (YamlMapping)Fill(file, Casts.Table);

    /// <summary>One text.</summary>
    public YamlScalar Fill(YamlScalar scalar)
    {
        (string text, IReadOnlyList<string> variables) = interpolator.Fill(scalar.Text, scalar.Place);
        budget.Spend(text.Length, scalar.Place);
        return text == scalar.Text && variables.Count == 0 ? scalar : scalar with { Text = text, Variables = variables };
    }

    private YamlNode Fill(YamlNode node, PathTable<Cast>? casts) => node switch
    {
        YamlMapping mapping => mapping.Select(entry => Fill(entry.Value, casts?.Below(entry.Key))),
        YamlSequence list => list with { Items = [.. list.Items.Select(item => Fill(item, casts?.Below("*")))] },
        YamlScalar { Kind: ScalarKind.Text } text => casts?.Rule is { } cast ? Casts.Apply(Fill(text), cast) : Fill(text),
        _ => node,
    };
}
