using System.Text;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Api;

/// <summary>The search grammar of issue lists: <c>is:</c>, <c>level:</c>, <c>has:</c>, any tag, free text, or an event id.</summary>
public static class IssueQuery
{
    private const string HasTag =
        "exists (select from issue_events_issueevent e where e.issue_id = i.id and e.tags ->> {0} = any({1}))";

    /// <summary>Adds the conditions of the query; returns the event id if the query is one.</summary>
    public static Guid? Apply(Filter filter, string? query)
    {
        if (Guid.TryParse(query, out var id))
        {
            filter.And("exists (select from issue_events_issueevent e where e.issue_id = i.id and e.id = {0})", id);
            return id;
        }

        var words = Split(query ?? "");
        for (var at = 0; at < words.Count; at++)
        {
            var pair = words[at].Split(':', 2);
            if (pair.Length == 1)
            {
                AddText(filter, string.Join(' ', words.Skip(at)));
                break;
            }

            AddPair(filter, pair[0], pair[1]);
        }

        return null;
    }

    /// <summary>Restricts to issues with an event whose tag has one of the values.</summary>
    public static void Tagged(Filter filter, string tag, params string[] values) => filter.And(HasTag, tag, values);

    /// <summary>Splits into words as a shell does: quotes hold together, backslashes escape.</summary>
    public static IReadOnlyList<string> Split(string query)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var inWord = false;
        for (var at = 0; at < query.Length; at++)
        {
            var next = query[at];
            if (next == '\\' && quote != '\'' && at + 1 < query.Length)
            {
                word.Append(query[++at]);
                inWord = true;
            }
            else if (next == quote || (quote is null && next is '"' or '\''))
            {
                quote = quote is null ? next : null;
                inWord = true;
            }
            else if (quote is null && char.IsWhiteSpace(next))
            {
                Flush();
            }
            else
            {
                word.Append(next);
                inWord = true;
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (inWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            inWord = false;
        }
    }

    private static void AddPair(Filter filter, string key, string value)
    {
        switch (key)
        {
            case "is":
                filter.And("i.status = {0}", IssueView.StatusNumber(value) ?? -1);
                break;
            case "level":
                filter.And("i.level = {0}", EventDocument.LevelNumber(value) is var level && EventDocument.LevelName(level) == value ? level : -1);
                break;
            case "has":
                filter.And("exists (select from issue_events_issueevent e where e.issue_id = i.id and jsonb_exists(e.tags, {0}))", value);
                break;
            default:
                Tagged(filter, key, value);
                break;
        }
    }

    private static void AddText(Filter filter, string text)
    {
        if (text.Contains('*', StringComparison.Ordinal))
        {
            filter.And("i.title ilike {0}", text.Replace('*', '%'));
        }
        else
        {
            filter.And("i.search_vector @@ plainto_tsquery('english', {0})", text);
        }
    }
}
