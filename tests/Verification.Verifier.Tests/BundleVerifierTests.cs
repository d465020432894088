using FluentAssertions;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Tests;
using Verification.Readiness.Tests.Verdicts;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Verifier.Tests;

/// <summary>The two evaluators agree wherever nothing was tampered with.</summary>
public sealed class BundleVerifierTests
{
    [Theory]
    [InlineData(RunScope.Full, TargetKind.Containers, "NO-GO")]
    [InlineData(RunScope.Full, TargetKind.Attached, "NO-GO")]
    [InlineData(RunScope.Rehearsal, TargetKind.Embedded, "REHEARSAL FAILED")]
    [InlineData(RunScope.Partial, TargetKind.Embedded, "PARTIAL REHEARSAL FAILED")]
    [InlineData(RunScope.Partial, TargetKind.Containers, "PARTIAL RUN FAILED")]
    [InlineData(RunScope.Audit, TargetKind.Files, "AUDIT FAILED")]
    public void Verify_ABundleAsItWasWritten_AgreesInEveryScope(RunScope scope, TargetKind kind, string word)
    {
        using Bundle bundle = Bundle.Everyday(scope, kind);

        bundle.Verified().Should().BeEquivalentTo(new VerifierResult(word, 1, []));
    }

    [Fact]
    public void Verify_ASoundBundle_ComesToGoByItself()
    {
        using Bundle bundle = Bundle.Sound();

        bundle.Verified().Should().BeEquivalentTo(new VerifierResult("GO", 0, []));
    }

    [Fact]
    public void Verify_RandomWorlds_AgreesWithTheFirstEvaluator()
    {
        List<string> disagreements = [];
        for (int seed = 1; seed <= 60; seed++)
        {
            World world = Worlds.Random(seed);
            Random random = new(seed);
            world = world with
            {
                Setting = world.Setting with
                {
                    OnlySomeAreas = random.Next(8) == 0, Unmet = random.Next(8) == 0, Interrupted = random.Next(8) == 0, HarnessFailed = random.Next(8) == 0,
                    Stranger = random.Next(8) == 0, Gate = random.Next(4) == 0, Dirty = random.Next(4) == 0,
                },
            };
            using Bundle bundle = Bundle.Of(world.Catalogue(), world.Evidence(), world.Run());
            VerdictDocument first = ReadinessEvaluator.Evaluate(world.Catalogue(), world.Evidence(), world.Run());
            VerifierResult second = bundle.Verified();
            if ((second.Word, second.ExitCode) != (first.Verdict, first.ExitCode) || second.Disagreements.Count > 0)
            {
                disagreements.Add($"seed {seed}, {world}: {first.Verdict} ({first.ExitCode}) against {second.Word} ({second.ExitCode}): {string.Join(" ", second.Disagreements)}");
            }
        }

        disagreements.Should().BeEmpty();
    }

    [Fact]
    public void Verify_RandomAudits_AgreesWithTheFirstEvaluator()
    {
        List<string> disagreements = [];
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            World world = Worlds.Random(seed) with { Setting = new(random.Next(3) == 0 ? RunScope.Full : RunScope.Audit, random.Next(3) == 0 ? TargetKind.Containers : TargetKind.Files) };
            Catalogue catalogue = world.Catalogue();
            catalogue = catalogue with { Checks = [.. catalogue.Checks.Select(check => check with { Method = random.Next(4) == 0 ? Method.Behavioural : Method.Static })] };
            EvidenceLine[] evidence = [.. world.Evidence().Select(line => line.Outcome == Outcome.Pass || random.Next(4) == 0 ? line : Placed(line, random.Next(1, 5)))];
            RunRecord run = world.Run() with
            {
                Deployment = new(random.Next(2) == 0 ? "deploy" : "/srv/deploy", "sha256:d", [], []),
                Rubric = random.Next(3) == 0 ? new("review-z", "a part", [.. catalogue.Checks.Select(check => check.Id).Where(_ => random.Next(2) == 0)]) : null,
            };
            using Bundle bundle = Bundle.Of(catalogue, evidence, run);
            VerdictDocument first = ReadinessEvaluator.Evaluate(catalogue, evidence, run);
            VerifierResult second = bundle.Verified();
            if ((second.Word, second.ExitCode) != (first.Verdict, first.ExitCode) || second.Disagreements.Count > 0)
            {
                disagreements.Add($"seed {seed}, {world}: {first.Verdict} ({first.ExitCode}) against {second.Word} ({second.ExitCode}): {string.Join(" ", second.Disagreements)}");
            }
        }

        disagreements.Should().BeEmpty();

        static EvidenceLine Placed(EvidenceLine line, int places) => line with
        {
            Places = [.. Enumerable.Range(0, places).Select(index => new Place(index % 3 == 2 ? "." : $"my folder/{index % 2}/a\nb\\c #1.yaml", index + 1))],
            Details = [.. Enumerable.Range(0, places).Select(index => $"finding {index}")],
        };
    }

    [Fact]
    public void Verify_ThresholdsWithErrorAndFractions_AgreesOnEachComparison()
    {
        List<string> disagreements = [];
        foreach (Comparison comparison in Enum.GetValues<Comparison>())
        {
            foreach ((double measured, double error) in new[] { (4.4999, 0.5), (4.5, 0.5), (5.0, 0), (5.0005, 0), (5.25, 0.2), (0.1 + 0.2, 0), (-3, 0), (5, 0.0001) })
            {
                Threshold bound = new(comparison, 5, "s");
                using Bundle bundle = Bundle.Of(
                    Given.Catalogue(Given.Check("A") with { Threshold = bound }, Given.Check("B")),
                    [Given.Line("A") with { Threshold = bound, Measured = measured, Error = error }, Given.Line("B")], Given.Run());
                disagreements.AddRange(bundle.Verified().Disagreements.Select(text => $"{comparison} {measured} ± {error}: {text}"));
            }
        }

        disagreements.Should().BeEmpty();
    }

    [Fact]
    public void Verifier_Assembly_KnowsNothingOfTheFirstEvaluator()
    {
        typeof(BundleVerifier).Assembly.GetReferencedAssemblies().Should().OnlyContain(name => name.Name!.StartsWith("System.", StringComparison.Ordinal));
        typeof(BundleVerifier).Assembly.GetTypes().Where(type => type.IsPublic).Should().BeEquivalentTo([typeof(BundleVerifier), typeof(VerifierResult)]);
    }
}
