using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Verification.Repository.Tests;

/// <summary>The style of this project where it can be counted.</summary>
public sealed partial class TidyTests
{
    private const int MedianLines = 60;
    private const int LongFile = 200;
    private const double LongFileShare = 0.02;
    private const int HardLimit = 250;
    private const int ScreenOfLines = 70;

    // Tables of cases stand in test methods.
    private const int TableOfLines = 100;

    private static readonly IReadOnlyList<SourceFile> Code = SourceFile.All(".cs");

    [Fact]
    public void Files_MedianLength_IsShort()
    {
        int[] lengths = [.. Code.Select(file => file.Lines.Length).Order()];
        lengths[lengths.Length / 2].Should().BeLessThanOrEqualTo(MedianLines);
    }

    [Fact]
    public void Files_Longest_AreFewAndBounded()
    {
        Code.Where(file => file.Lines.Length > HardLimit).Select(file => $"{file.Path}: {file.Lines.Length} lines").Should().BeEmpty();
        Code.Count(file => file.Lines.Length > LongFile).Should().BeLessThanOrEqualTo((int)Math.Ceiling(Code.Count * LongFileShare));
    }

    [Fact]
    public void Functions_Length_FitsAScreen() => Code.SelectMany(LongFunctions).Should().BeEmpty();

    [Fact]
    public void Namespaces_AreFileScoped() => Code.SelectMany(file => file.Where(line => BlockNamespace().IsMatch(line))).Should().BeEmpty();

    [Fact]
    public void Classes_AreSealedAbstractOrStatic() => Code.SelectMany(file => file.Where(line => OpenClass().IsMatch(line))).Should().BeEmpty();

    [Fact]
    public void Waiting_OnlyEventually_Sleeps() => Code
        .Where(file => file.Path is not "fixtures/Verification.Fixtures/Eventually.cs" and not "tests/Repository.Tests/TidyTests.cs")
        .SelectMany(file => file.Where(line => Sleep().IsMatch(line))).Should().BeEmpty();

    [Fact]
    public void Catches_NoneIsEmpty() => Code
        .SelectMany(file => EmptyCatch().Matches(string.Join('\n', file.Lines)).Select(match => $"{file.Path}: {match.Value.ReplaceLineEndings(" ")}")).Should().BeEmpty();

    [Fact]
    public void Work_NoneIsLeftUnfinished() => SourceFile.All(".cs", ".mjs", ".sh", ".yml", ".yaml")
        .Where(file => file.Path != "tests/Repository.Tests/TidyTests.cs")
        .SelectMany(file => file.Where(line => Unfinished().IsMatch(line))).Should().BeEmpty();

    [Fact]
    public void PublicTypes_CarryADocstring() => Code
        .Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal) || file.Path.StartsWith("tests/Acceptance/", StringComparison.Ordinal))
        .SelectMany(UndocumentedTypes).Should().BeEmpty();

    [Fact]
    public void Addresses_OnlyDocumentationAndPrivateRanges() => SourceFile.All(".cs", ".mjs", ".md", ".yaml", ".yml", ".sh", ".json")
        .Where(file => !file.Path.Contains("package-lock", StringComparison.Ordinal))
        .SelectMany(file => file.Where(line => Address().Matches(line).Any(match => IsPublic(match.Value)))).Should().BeEmpty();

    private static IEnumerable<string> LongFunctions(SourceFile file)
    {
        for (int start = 0; start < file.Lines.Length; start++)
        {
            if (!FunctionStart().IsMatch(file.Lines[start]) || file.Lines.ElementAtOrDefault(start + 1)?.Trim() != "{")
            {
                continue;
            }

            string closing = file.Lines[start + 1].Replace('{', '}');
            int end = Array.FindIndex(file.Lines, start + 1, line => line == closing);
            if (end - start > (file.Path.StartsWith("tests/", StringComparison.Ordinal) ? TableOfLines : ScreenOfLines))
            {
                yield return $"{file.Path}:{start + 1}: {end - start} lines";
            }
        }
    }

    private static IEnumerable<string> UndocumentedTypes(SourceFile file)
    {
        for (int index = 0; index < file.Lines.Length; index++)
        {
            if (PublicType().IsMatch(file.Lines[index]))
            {
                int above = index - 1;
                while (above >= 0 && file.Lines[above].StartsWith('['))
                {
                    above--;
                }

                if (above < 0 || !file.Lines[above].StartsWith("///", StringComparison.Ordinal))
                {
                    yield return $"{file.Path}:{index + 1}: {file.Lines[index].Trim()}";
                }
            }
        }
    }

    private static bool IsPublic(string address)
    {
        int[] part = [.. address.Split('.').Select(int.Parse)];
        bool isAddress = part.All(value => value <= 255) && part[0] is > 0 and < 224;
        bool harmless = part[0] is 10 or 127 || (part[0] == 192 && part[1] is 0 or 168) || (part[0] == 198 && part[1] == 51)
            || (part[0] == 203 && part[1] == 0) || (part[0] == 172 && part[1] is >= 16 and < 32) || (part[0] == 169 && part[1] == 254);
        return isAddress && !harmless;
    }

    [GeneratedRegex(@"^namespace\s+[\w.]+\s*$")]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"^\s*(public|internal|private|protected)\s+(partial\s+)?(record|class)\s+(?!struct)\w+")]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^public\s+(sealed\s+|abstract\s+|static\s+|readonly\s+|partial\s+)*(class|record|enum|interface|struct)\s")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^    (public|private|internal|protected)\s.*\)\s*(where .*)?$")]
    private static partial Regex FunctionStart();

    [GeneratedRegex(@"(?<![\d.\w-])(?<!\w/)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.\w-])")]
    private static partial Regex Address();
}
