using Verification.Cli.Tests.Support;

[assembly: AssemblyFixture(typeof(Clone))]
