using Verification.Fixtures.Receivers;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Receivers;

/// <summary>What arrives in a Maildir after it was opened is read once, however it is moved about.</summary>
public sealed class MaildirTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("maildir-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatLayThereBefore_IsNotWhatArrives()
    {
        Maildir.Make(_folder);
        Deliver("before");
        Maildir mails = Maildir.Open(_folder);
        mails.Read().Should().BeEmpty();

        Deliver("after, \u00e9");
        mails.Read().Should().ContainSingle().Which.Text.Should().Be("after, \u00e9");
    }

    [Fact]
    public void Read_MessageThatIsMarkedAndNumbered_IsCountedOnce()
    {
        Maildir.Make(_folder);
        Maildir mails = Maildir.Open(_folder);
        Deliver("after");
        DateTimeOffset first = mails.Read().Single().At;
        foreach (string path in Directory.GetFiles(Path.Combine(_folder, "new")))
        {
            File.Move(path, Path.Combine(_folder, "cur", $"{Path.GetFileName(path)},U=7:2,S"));
        }

        mails.Read().Should().ContainSingle().Which.At.Should().Be(first);
    }

    [Fact]
    public void Read_MessageOfManyMegabytes_IsThereWithoutItsText()
    {
        Maildir.Make(_folder);
        Maildir mails = Maildir.Open(_folder);
        Deliver(new string('x', 5 << 20));
        mails.Read().Should().ContainSingle().Which.Text.Should().BeEmpty();
    }

    [Fact]
    public void Open_FolderThatIsNone_SaysWhatIsMissing() =>
        FluentActions.Invoking(() => Maildir.Open(_folder)).Should().Throw<InputException>().WithMessage("* is no Maildir that can be read (*); it needs the folders new and cur.");

    private void Deliver(string text) => Maildir.Deliver(_folder, new ReceivedMail(DateTimeOffset.UtcNow, [], text));
}
