using Verification.Fixtures.Sql.Fingerprints;

namespace Verification.Fixtures.Tests.Sql.Fingerprints;

public sealed class DefinitionTextTests
{
    [Theory]
    [InlineData(
        "constraint status on t", "CHECK (((status)::text = ANY ((ARRAY['new'::character varying, 'it''s, old'::character varying])::text[])))",
        "CHECK (((status)::text = ANY (ARRAY[('new'::character varying)::text, ('it''s, old'::character varying)::text])))")]
    [InlineData(
        "view v", "view, columns a text, text  SELECT t.a,\n    'x.y' AS b\n   FROM public.t\n  WHERE (\"Odd t\".a > t.n);",
        "view, columns a text, text  SELECT a,\n    'x.y' AS b\n   FROM t\n  WHERE (a > n);")]
    public void Normal_PrintedInTwoWays_IsTheSame(string key, string one, string other) => DefinitionText.Normal(key, one).Should().Be(DefinitionText.Normal(key, other));

    [Theory]
    [InlineData("view v", "view, text SELECT t.a FROM t WHERE (t.n > 1.5)", "view, text SELECT t.a FROM t WHERE (t.n > 15)")]
    [InlineData("view v", "view, text SELECT 'x.y' AS a", "view, text SELECT 'y' AS a")]
    [InlineData("function f()", "CREATE FUNCTION f() AS $$ SELECT t.a $$", "CREATE FUNCTION f() AS $$ SELECT a $$")]
    [InlineData("comment on table t", "a  b", "a b")]
    [InlineData("constraint c on t", "CHECK ((a = ANY ((ARRAY['x'::character varying])::text[])))", "CHECK ((a = ANY ((ARRAY['y'::character varying])::text[])))")]
    public void Normal_OtherMeaning_StaysApart(string key, string one, string other) => DefinitionText.Normal(key, one).Should().NotBe(DefinitionText.Normal(key, other));
}
