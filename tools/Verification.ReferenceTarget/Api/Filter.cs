using System.Text;

namespace Verification.ReferenceTarget.Api;

/// <summary>The <c>from ... where ...</c> of a list, grown condition by condition; values travel as parameters.</summary>
public sealed class Filter
{
    private readonly StringBuilder sql = new();
    private readonly List<object?> arguments = [];

    /// <summary>Starts with tables and first conditions; <c>{0}</c> and so on stand for the values.</summary>
    public Filter(string from, params object?[] values) => Append(from, values);

    /// <summary>The SQL so far.</summary>
    public string Sql => sql.ToString();

    /// <summary>The parameters so far.</summary>
    public object?[] Arguments => [.. arguments];

    /// <summary>Adds a condition.</summary>
    public void And(string condition, params object?[] values)
    {
        sql.Append(" and (");
        Append(condition, values);
        sql.Append(')');
    }

    private void Append(string text, object?[] values)
    {
        sql.Append(string.Format(text, [.. values.Select((_, at) => $"${arguments.Count + at + 1}")]));
        arguments.AddRange(values);
    }
}
