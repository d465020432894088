using FluentAssertions;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Checks;

/// <summary>What the files don't tell is Unknown: neither a pass nor a failure.</summary>
public sealed class UnknownTests
{
    // Compose text of a store, a further file of the folder, the check, and what it must say.
    public static TheoryData<string, string, string, Outcome> Stores => new()
    {
        { "image: redis:7\n    command: redis-server /r.conf\n    volumes: ['./r.conf:/r.conf', 'data:/data']", "appendonly yes\nmaxmemory-policy noeviction\n", "BrokerPersists", Outcome.Pass },
        { "image: redis:7\n    command: redis-server /r.conf\n    volumes: ['./r.conf:/r.conf', 'data:/data']", "appendonly yes\ninclude /etc/other.conf\n", "BrokerPersists", Outcome.Unknown },
        { "image: redis:7\n    command: redis-server /r.conf --appendonly yes\n    volumes: ['./r.conf:/r.conf', 'data:/data']", "include /etc/other.conf\n", "BrokerPersists", Outcome.Pass },
        { "image: redis:7\n    command: redis-server /r.conf\n    volumes: ['./r.conf:/r.conf', 'data:/data']", "appendonly yes\nappendonly no\n", "BrokerPersists", Outcome.Fail },
        { "image: redis:7\n    entrypoint: /start.sh\n    command: redis-server --appendonly yes\n    volumes: ['data:/data']", "", "BrokerPersists", Outcome.Unknown },
        { "image: redis:7\n    command: redis-server /elsewhere.conf", "", "BrokerDoesNotEvict", Outcome.Unknown },
        { "image: postgres:16\n    volumes: ['./r.conf:/docker-entrypoint-initdb.d/r.sql']", "ALTER SYSTEM SET fsync = off;\n", "DatabaseDurabilityIsNotSwitchedOff", Outcome.Unknown },
        { "image: postgres:16\n    env_file: ../outside.env", "", "DatabaseTrustsNobody", Outcome.Unknown },
        { "image: postgres:16\n    environment: { POSTGRES_HOST_AUTH_METHOD: trust }", "", "DatabaseTrustsNobody", Outcome.Fail },
    };

    [Theory, MemberData(nameof(Stores))]
    public void Store_WhoseSettingsAreElsewhere_IsNotGuessedAt(string store, string file, string check, Outcome expected) => Example.Observe(new MemoryFiles(new Dictionary<string, string>
    {
        ["compose.yaml"] = $"services:\n  web:\n    image: glitchtip/glitchtip:5.2\n  store:\n    {store}\nvolumes: {{ data: {{}} }}\n",
        ["r.conf"] = file,
    }))[check].Outcome.Should().Be(expected);
}
