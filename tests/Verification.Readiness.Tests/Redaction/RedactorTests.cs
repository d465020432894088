using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FluentAssertions;
using Verification.Readiness.Redaction;
using Xunit;

namespace Verification.Readiness.Tests.Redaction;

public sealed class RedactorTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Every way in which text leaves a program that does not mean to hide a secret in it.
    private static readonly Func<string, string>[] Escapes =
    [
        text => text,
        text => string.Concat(text.Select(letter => char.IsAsciiLetterLower(letter) ? char.ToUpperInvariant(letter) : letter)),
        Uri.EscapeDataString,
        text => WebUtility.UrlEncode(text),
        text => Uri.EscapeDataString(text).Replace("%2F", "/"),
        text => Uri.EscapeDataString(text).Replace("%21", "!").Replace("%27", "'").Replace("%28", "(").Replace("%29", ")").Replace("%2A", "*"),
        text => JsonSerializer.Serialize(text)[1..^1],
        text => JsonSerializer.Serialize(text, Relaxed)[1..^1],
        text => JsonSerializer.Serialize(text, Relaxed)[1..^1].Replace("/", "\\/"),
    ];

    public static TheoryData<string> Secrets => new(
        "hunter2",
        "9f86d081884c7d659a2feaa0c55ad015",
        "9f86d081-884c-7d65-9a2f-eaa0c55ad015",
        "p@ss:w/rd?&x=1+2 #%",
        "quote\"back\\slash'tick`",
        "<tag>&amp;(star)*!",
        "pässwörd-日本-😀",
        "django-insecure-$(x)&^%_+=!");

    [Theory, MemberData(nameof(Secrets))]
    public void Redact_ASecretEscapedOnceOrTwice_LeavesNothingOfIt(string secret)
    {
        Redactor redactor = new([secret]);
        var leaks = from once in Escapes
                    from twice in Escapes
                    let form = twice(once(secret))
                    let redacted = redactor.Redact($"before {form} after")
                    where redacted != $"before {Redactor.Mark} after"
                    select $"{form} -> {redacted}";

        leaks.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Secrets))]
    public void Redact_ASecretInsideBase64_LeavesNoCharacterThatItAloneDetermines(string secret)
    {
        Redactor redactor = new([secret]);
        int whole = (Encoding.UTF8.GetByteCount(secret) * 8 / 6) - 1;
        var leaks = from before in Enumerable.Range(0, 7)
                    from after in Enumerable.Range(0, 7)
                    let base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('u', before) + secret + new string('v', after)))
                    from form in new[] { base64, base64.TrimEnd('='), base64.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(base64) }
                    let redacted = redactor.Redact(form)
                    let removed = form.Length - (redacted.Length - Redactor.Mark.Length)
                    where !redacted.Contains(Redactor.Mark) || removed < whole
                    select $"{form} -> {redacted}";

        leaks.Should().BeEmpty();
    }

    [Fact]
    public void Redact_AUuidKey_IsFoundWithAndWithoutDashesInEitherCase()
    {
        Guid key = Guid.Parse("9f86d081-884c-7d65-9a2f-eaa0c55ad015");
        var texts = from known in new[] { key.ToString("N"), key.ToString("D") }
                    from written in new[] { key.ToString("N"), key.ToString("D"), key.ToString("N").ToUpperInvariant() }
                    select new Redactor([known]).Redact($"<{written}>");

        texts.Distinct().Should().Equal($"<{Redactor.Mark}>");
    }

    [Fact]
    public void Redact_ASecretWithinAnother_TakesTheLongerOneWhole() =>
        new Redactor(["hunter2", "hunter2-and-more"]).Redact("a hunter2-and-more b").Should().Be($"a {Redactor.Mark} b");

    [Theory]
    [InlineData("https://9f86d081884c7d659a2feaa0c55ad015@errors.example.test/1", "https://[redacted]@errors.example.test/1")]
    [InlineData("postgres://app:s3cr/et@db.example.test:5432/app", "postgres://app:s3cr/et@db.example.test:5432/app")]
    [InlineData("postgres://app:p@ss@db.example.test:5432/app", "postgres://[redacted]@db.example.test:5432/app")]
    [InlineData("redis://:pw@192.0.2.7:6379/0", "redis://[redacted]@192.0.2.7:6379/0")]
    [InlineData("https:\\/\\/abc@errors.example.test\\/1", "https:\\/\\/[redacted]@errors.example.test\\/1")]
    [InlineData("?sentry_key=9f86d081884c7d659a2feaa0c55ad015&x=1", "?sentry_key=[redacted]&x=1")]
    [InlineData("sentry_key=9f86d081-884c-7d65-9a2f-eaa0c55ad015, sentry_secret=00000000000000000000000000000000", "sentry_key=[redacted], sentry_secret=[redacted]")]
    [InlineData("glitchtip_key%3D9f86d081884c7d659a2feaa0c55ad015", "glitchtip_key%3D[redacted]")]
    [InlineData("{\"sentry_key\": \"9f86d081884c7d659a2feaa0c55ad015\"}", "{\"sentry_key\": \"[redacted]\"}")]
    [InlineData("{\\\"sentry_key\\\":\\\"9f86d081884c7d659a2feaa0c55ad015\\\"}", "{\\\"sentry_key\\\":\\\"[redacted]\\\"}")]
    [InlineData("Authorization: Bearer abcdef0123456789abcdef", "Authorization: Bearer [redacted]")]
    [InlineData("authorization: token abcdef0123456789abcdef", "authorization: token [redacted]")]
    public void Redact_AShapeThatHoldsASecret_TakesTheSecretAndLeavesTheRest(string text, string expected) =>
        new Redactor([]).Redact(text).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("TypeError: Cannot read properties of undefined (reading 'id')")]
    [InlineData("mail ops@example.test about https://errors.example.test/issues/1?query=a@b")]
    [InlineData("a token of thanks, the bearer of news")]
    [InlineData("event 9f86d081884c7d659a2feaa0c55ad015 was stored")]
    [InlineData("at file:///srv/app/index.js:10:5")]
    public void Redact_OrdinaryText_IsLeftAlone(string text) => new Redactor(["hunter2", "another-secret"]).Redact(text).Should().Be(text);

    [Fact]
    public void Redact_WhatIsAlreadyRedacted_ChangesNothing()
    {
        Redactor redactor = new(["hunter2"]);
        string once = redactor.Redact("hunter2 https://abc@example.test Bearer abcdef0123456789abcdef");

        redactor.Redact(once).Should().Be(once);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void Redactor_OfASecretTooShortToRedact_IsRefusedWithoutNamingIt(string secret) =>
        FluentActions.Invoking(() => new Redactor(["long-enough", secret])).Should().Throw<ArgumentException>().WithMessage("*6 characters*").Which.Message.Should().NotContain("short");

    [Theory]
    [InlineData("a.")]
    [InlineData("a://")]
    [InlineData("Bearer ")]
    [InlineData("sentry_key\"  ")]
    [InlineData("\\")]
    [InlineData("@")]
    public void Redact_AMegabyteOfHostileRepetition_TakesNoTimeToSpeakOf(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        Stopwatch watch = Stopwatch.StartNew();

        new Redactor(["hunter2"]).Redact(text).Should().NotBeNull();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }
}
