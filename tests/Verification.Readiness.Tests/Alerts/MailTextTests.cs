using FluentAssertions;
using Verification.Readiness.Alerts;
using Xunit;

namespace Verification.Readiness.Tests.Alerts;

public sealed class MailTextTests
{
    // As Django's EmailMultiAlternatives writes one, but shorter.
    private const string TwoParts =
        """
        Content-Type: multipart/alternative;
         boundary="===============42=="
        MIME-Version: 1.0
        Subject: =?utf-8?q?Error_in_caf=C3=A9=3A?= =?utf-8?b?IGJvb20=?=
        List-Id: <web.acme.errors.example.test>

        --===============42==
        Content-Type: text/plain; charset="utf-8"
        Content-Transfer-Encoding: quoted-printable

        caf=C3=A9 https://errors.example.test/acme/iss=
        ues/7
        --===============42==
        Content-Type: text/html; charset="utf-8"
        Content-Transfer-Encoding: base64

        PGI+Ym9v
        bTwvYj4=
        --===============42==--
        epilogue
        """;

    [Fact]
    public void Message_OfTwoParts_IsReadAsPeopleSeeIt()
    {
        MailText mail = MailText.Parse(TwoParts);
        mail.Subject.Should().Be("Error in café: boom");
        mail.Headers["list-id"].Should().Be("<web.acme.errors.example.test>");
        mail.Text.Should().Be("café https://errors.example.test/acme/issues/7\n<b>boom</b>");
    }

    [Theory]
    [InlineData("Subject: a\n b\n\nbody", "a b", "body")]
    [InlineData("Subject: a\r\n\r\nline\r\nline", "a", "line\nline")]
    [InlineData("Subject: =?utf-8?q?a?=\n =?utf-8?q?b?=\n\nbody", "ab", "body")]
    [InlineData("Subject: a", "a", "")]
    [InlineData("\nbody alone", "", "body alone")]
    [InlineData("Subject: a\nContent-Type: application/pdf\n\nbinary", "a", "")]
    public void Message_Plain_IsReadAsItIs(string raw, string subject, string text)
    {
        MailText mail = MailText.Parse(raw);
        (mail.Subject, mail.Text).Should().Be((subject, text));
    }

    [Fact]
    public void Message_BytesAboveAscii_AreUtf8() =>
        MailText.Parse("Subject: a\nContent-Transfer-Encoding: 8bit\n\ncaf\u00C3\u00A9").Text.Should().Be("café");

    [Fact]
    public void Message_BrokenBase64_IsToldAndNotGuessed() =>
        ((Func<MailText>)(() => MailText.Parse("Content-Transfer-Encoding: base64\n\n***"))).Should().Throw<AlertShapeException>().WithMessage("*base64*");
}
