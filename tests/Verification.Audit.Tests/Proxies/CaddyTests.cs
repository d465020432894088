using FluentAssertions;
using Verification.Audit.Proxies;
using Xunit;

namespace Verification.Audit.Tests.Proxies;

/// <summary>Caddyfiles.</summary>
public sealed class CaddyTests
{
    private static ProxyFacts Read(string text) => ProxyReader.Read("Caddyfile", text);

    [Fact]
    public void Read_OrdinarySite_IsEncryptedLimitedAndRedirects()
    {
        ProxyFacts facts = Read("{\n\temail ops@example.test\n}\n\nerrors.example.test {\n\tencode gzip # not bodies\n\trequest_body {\n\t\tmax_size 10MB\n\t}\n\treverse_proxy web:8000 {\n\t\trequest_buffers 1MB\n\t}\n}\n");
        facts.Should().BeEquivalentTo(new
        {
            Kind = ProxyKind.Caddy, BodyLimited = true, BodyLimitMiB = 10_000_000.0 / (1 << 20), Tls = true, RedirectsHttp = true, Buffering = true,
            UpstreamHosts = new[] { "web" }, ServerNames = new[] { "errors.example.test" }, UnknownBecause = (string?)null,
        });
        facts.BodyLimitPlace!.ToString().Should().Be("Caddyfile:7");
    }

    public static TheoryData<string, bool?> Encryption => new()
    {
        { "errors.example.test {\n reverse_proxy web:8000\n}", true },
        { "http://errors.example.test {\n reverse_proxy web:8000\n}", false },
        { ":80 {\n reverse_proxy web:8000\n}", false },
        { ":8443 {\n tls internal\n reverse_proxy web:8000\n}", true },
        { ":8080 {\n reverse_proxy web:8000\n}", false },
        { "errors.example.test:8443 {\n reverse_proxy web:8000\n}", true },
        { "https://192.0.2.7 {\n reverse_proxy web:8000\n}", true },
        { "{\n auto_https off\n}\nerrors.example.test {\n reverse_proxy web:8000\n}", false },
        { "{$SITE} {\n reverse_proxy web:8000\n}", null },
        { "{$SITE:errors.example.test} {\n reverse_proxy web:8000\n}", true },
        { "{$SITE:http://localhost.example.test} {\n reverse_proxy web:8000\n}", false },
        { "errors.example.test, http://plain.example.test {\n reverse_proxy web:8000\n}", false },
        { "errors.example.test\nreverse_proxy web:8000\n", true },
        { "errors.example.test {\n reverse_proxy web:8000\n}\nhttp://:8081 {\n bind 127.0.0.1\n reverse_proxy web:8000\n}", true },
    };

    [Theory]
    [MemberData(nameof(Encryption))]
    public void Read_Address_DecidesEncryption(string text, bool? tls)
    {
        ProxyFacts facts = Read(text);
        facts.Tls.Should().Be(tls, facts.UnknownBecause);
        (facts.UnknownBecause is null).Should().Be(tls is not null);
    }

    public static TheoryData<string, bool?, double?> Limits => new()
    {
        { "e.example.test {\n reverse_proxy web:8000\n}", false, null },
        { "e.example.test {\n request_body {\n  max_size 2MiB\n }\n reverse_proxy web:8000\n}", true, 2 },
        { "e.example.test {\n handle {\n  request_body {\n   max_size 1MiB\n  }\n  reverse_proxy web:8000\n }\n}", true, 1 },
        { "e.example.test {\n @big path /api/0/x\n handle @big {\n  request_body {\n   max_size 40MiB\n  }\n  reverse_proxy web:8000\n }\n handle {\n  request_body {\n   max_size 5MiB\n  }\n  reverse_proxy web:8000\n }\n}", true, 40 },
        { "e.example.test {\n handle /api/* {\n  request_body {\n   max_size 1MiB\n  }\n  reverse_proxy web:8000\n }\n handle {\n  reverse_proxy web:8000\n }\n}", false, null },
        { "e.example.test {\n request_body /api/* {\n  max_size 1MiB\n }\n reverse_proxy web:8000\n}", null, null },
        { "(body) {\n request_body {\n  max_size 3MiB\n }\n}\ne.example.test {\n import body\n reverse_proxy web:8000\n}", true, 3 },
        { "e.example.test {\n import common/*.caddy\n reverse_proxy web:8000\n}", null, null },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Read_RequestBody_IsLimitedOnEveryWay(string text, bool? limited, double? mebibytes)
    {
        ProxyFacts facts = Read(text);
        facts.BodyLimited.Should().Be(limited, facts.UnknownBecause);
        facts.BodyLimitMiB.Should().Be(mebibytes);
        (facts.UnknownBecause is null).Should().Be(limited is not null);
    }

    [Fact]
    public void Read_VariableFromTheEnvironment_IsLookedUp() =>
        ProxyReader.Read("Caddyfile", "{$SITE} {\n reverse_proxy {$UP:web}:8000\n}", name => name == "SITE" ? "errors.example.test" : null)
            .Should().BeEquivalentTo(new { Tls = true, UpstreamHosts = new[] { "web" }, ServerNames = new[] { "errors.example.test" } });

    [Theory]
    [InlineData("e.example.test {\n reverse_proxy web:8000\n", "not closed")]
    [InlineData("}\n", "closes nothing")]
    [InlineData("e.example.test {\n respond \"open\n", "quote")]
    [InlineData("e.example.test {\n respond ok\n}", "no site passes requests on")]
    [InlineData("", "no site passes requests on")]
    [InlineData("a\0b", "binary")]
    public void Read_BadFile_IsUnknownWithItsReason(string text, string reason) =>
        Read(text).Should().BeEquivalentTo(new { Tls = (bool?)null, BodyLimited = (bool?)null }).And.Match<ProxyFacts>(facts => facts.UnknownBecause!.Contains(reason));
}
