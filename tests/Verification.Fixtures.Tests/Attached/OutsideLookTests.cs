using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Verification.Fixtures.Attached;

namespace Verification.Fixtures.Tests.Attached;

public sealed class OutsideLookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Certificate_Trusted_TellsItsEnd()
    {
        DateTimeOffset end = DateTimeOffset.UtcNow.AddDays(40);
        using X509Certificate2 certificate = Certificate("localhost", end);

        CertificateLook seen = await LookAsync(certificate, trusted: true);

        seen.Problem.Should().BeNull();
        seen.NotAfter.Should().BeCloseTo(end, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("localhost", false, 40)]
    [InlineData("another.example.test", true, 40)]
    [InlineData("localhost", true, -1)]
    public async Task Certificate_Untrusted_ForAnotherNameOrExpired_SaysWhy(string name, bool trusted, int days)
    {
        using X509Certificate2 certificate = Certificate(name, DateTimeOffset.UtcNow.AddDays(days));

        (await LookAsync(certificate, trusted)).Problem.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task OpenPorts_OneOfTwo_GivesThatOne()
    {
        using TcpListener open = new(IPAddress.Loopback, 0), closed = new(IPAddress.Loopback, 0);
        open.Start();
        closed.Start();
        int gone = ((IPEndPoint)closed.LocalEndpoint).Port, there = ((IPEndPoint)open.LocalEndpoint).Port;
        closed.Stop();

        (await OutsideLook.OpenPortsAsync("127.0.0.1", [gone, there], Ct)).Should().Equal(there);
    }

    private static async Task<CertificateLook> LookAsync(X509Certificate2 certificate, bool trusted)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, certificate);
        X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        if (trusted)
        {
            trust.CustomTrustStore.Add(certificate);
        }

        CertificateLook seen = await OutsideLook.CertificateAsync(new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}"), trust, Ct);
        await serving;
        return seen;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync(Ct);
        using SslStream tls = new(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Ct);
    }

    private static X509Certificate2 Certificate(string name, DateTimeOffset end)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(end.AddDays(-90), end);
    }
}
