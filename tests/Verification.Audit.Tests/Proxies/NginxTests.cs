using FluentAssertions;
using Verification.Audit.Proxies;
using Xunit;

namespace Verification.Audit.Tests.Proxies;

/// <summary>nginx configurations.</summary>
public sealed class NginxTests
{
    private const string Whole = """
        events { worker_connections 512; }
        http {
          include /etc/nginx/mime.types;
          client_max_body_size 40m; # for source maps
          upstream glitchtip { server web:8000; server web2:8000 backup; }
          server {
            listen 80;
            server_name errors.example.test;
            return 301 https://$host$request_uri;
          }
          server {
            listen 443 ssl http2;
            server_name errors.example.test;
            ssl_certificate "/etc/ssl/a.pem";
            location / {
              client_max_body_size 5m;
              proxy_pass http://glitchtip;
              proxy_set_header Host $http_host;
            }
            location ~ ^/api/0/.*/chunk-upload/ { proxy_pass http://glitchtip; proxy_request_buffering off; }
          }
        }
        """;

    [Fact]
    public void Read_WholeConfiguration_FollowsInheritance()
    {
        ProxyFacts facts = ProxyReader.Read("nginx.conf", Whole);
        facts.Should().BeEquivalentTo(new
        {
            Kind = ProxyKind.Nginx, BodyLimited = true, BodyLimitMiB = 40.0, CommonBodyLimitMiB = 5.0, Tls = true, RedirectsHttp = true, Buffering = true,
            UpstreamHosts = new[] { "web", "web2" }, ServerNames = new[] { "errors.example.test" }, UnknownBecause = (string?)null,
        });
        facts.BodyLimitPlace!.Line.Should().Be(4);
    }

    public static TheoryData<string, bool?, double?, bool?, bool?> Servers => new()
    {
        { "server { listen 80; location / { proxy_pass http://web:8000; } }", true, 1, false, true },
        { "server { listen 443 ssl; client_max_body_size 0; location / { proxy_pass http://web:8000; } }", false, null, true, true },
        { "server { listen 443 ssl; client_max_body_size 512k; location / { proxy_pass http://web:8000; proxy_request_buffering off; } }", true, 0.5, true, false },
        { "server { listen 443 ssl; client_max_body_size 1g; location / { proxy_pass http://web:8000; } }", true, 1024, true, true },
        { "server { listen 443 ssl; client_max_body_size lots; location / { proxy_pass http://web:8000; } }", null, null, true, true },
        { "server { listen 80; listen 443 ssl; location / { proxy_pass http://web:8000; } }", true, 1, false, true },
        { "server { listen 80; listen 443 ssl; if ($scheme = http) { return 301 https://$host$request_uri; } location / { proxy_pass http://web:8000; } }", true, 1, true, true },
        { "server { listen 443 ssl; client_max_body_size 5၈; location / { proxy_pass http://web:8000; } }", null, null, true, true },
        { "server { listen 443 ssl; include snippets/limits.conf; location / { proxy_pass http://web:8000; } }", null, null, true, true },
        { "server { listen 443 ssl; include snippets/x.conf; client_max_body_size 2m; location / { proxy_pass http://web:8000; } }", true, 2, true, true },
        { "server { listen 443 ssl; set $up web; location / { proxy_pass http://$up:8000; } }", true, 1, true, true },
        { "location / { proxy_pass http://web:8000; }", true, 1, null, true },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Read_Server_TellsLimitEncryptionAndBuffering(string text, bool? limited, double? mebibytes, bool? tls, bool? buffers)
    {
        ProxyFacts facts = ProxyReader.Read("conf.d/nginx-app.conf", text);
        facts.BodyLimited.Should().Be(limited, facts.UnknownBecause);
        facts.BodyLimitMiB.Should().Be(mebibytes);
        facts.Tls.Should().Be(tls);
        facts.Buffering.Should().Be(buffers);
        facts.UpstreamHosts.Should().Equal("web");
    }

    [Theory]
    [InlineData("server { listen 80;", "not closed")]
    [InlineData("server { } }", "closes nothing")]
    [InlineData("worker_processes 2", "semicolon")]
    [InlineData("server { listen 443 ssl; return 200 'ok'; }", "no location passes requests on")]
    public void Read_BadFile_IsUnknownWithItsReason(string text, string reason) => ProxyReader.Read("nginx.conf", text).UnknownBecause.Should().Contain(reason);

    [Theory]
    [InlineData("Caddyfile", "", ProxyKind.Caddy)]
    [InlineData("proxy/Caddyfile.prod", "", ProxyKind.Caddy)]
    [InlineData("nginx/nginx.conf", "", ProxyKind.Nginx)]
    [InlineData("conf.d/site.conf", "server { proxy_pass http://a; }", ProxyKind.Nginx)]
    [InlineData("conf.d/redis.conf", "maxmemory 100mb", ProxyKind.Unrecognised)]
    [InlineData("traefik/traefik.yml", "", ProxyKind.Traefik)]
    [InlineData("haproxy.cfg", "", ProxyKind.HaProxy)]
    [InlineData("README.md", "nothing", ProxyKind.Unrecognised)]
    public void Recognise_File_ByNameThenContent(string path, string text, ProxyKind kind)
    {
        ProxyReader.Recognise(path, text).Should().Be(kind);
        ProxyFacts facts = ProxyReader.Read(path, text);
        facts.Kind.Should().Be(kind);
        (facts.UnknownBecause is null).Should().Be(text.Contains("proxy_pass"));
    }
}
