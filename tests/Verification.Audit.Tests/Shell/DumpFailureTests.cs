using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>Whether a failing pg_dump is noticed, and what of it is not.</summary>
public sealed class DumpFailureTests
{
    private const string Alert = "curl -d x https://hooks.slack.com/services/T";

    public static TheoryData<string, bool?> Cases => new()
    {
        { "set -e\npg_dump db | gzip > f", false },
        { "set -e\nset -o pipefail\npg_dump db | gzip > f", true },
        { "set -euo pipefail\npg_dump db | gzip > f", true },
        { "set -o pipefail\npg_dump db | gzip > f\necho done", false },
        { "set -o pipefail\npg_dump db | gzip > f || exit 1", true },
        { "set -euo pipefail\npg_dump db | gzip > f || true", false },
        { "set -euo pipefail\npg_dump db | gzip > f || echo failed >> log", false },
        { "set -euo pipefail\npg_dump db | gzip > f || logger failed", false },
        { $"pg_dump db > f || {Alert}", true },
        { $"pg_dump db > f; {Alert}", false },
        { "set -e\npg_dump db > f", true },
        { "pg_dump db > f", true },
        { "pg_dump db > f\ngzip f", false },
        { "set -e\npg_dump db > f\ngzip f", true },
        { "pg_dump db > f && gzip f", true },
        { "pg_dump db > f && gzip f\nexit 0", false },
        { "if ! pg_dump db > f; then echo bad; exit 1; fi", true },
        { "if ! pg_dump db > f; then echo bad; fi", false },
        { "if pg_dump db | gzip > f; then echo ok; else exit 1; fi", false },
        { "set -o pipefail\nif pg_dump db | gzip > f; then echo ok; else exit 1; fi", true },
        { "pg_dump db | gzip > f\nif [ $? -ne 0 ]; then exit 1; fi", false },
        { "pg_dump db | gzip > f\nif [ ${PIPESTATUS[0]} -ne 0 ]; then exit 1; fi", true },
        { "pg_dump db | gzip > f\n[[ ${PIPESTATUS[0]} == 0 ]] || exit 1", true },
        { "pg_dump db > f\nrc=$?\necho $rc\nexit $rc", true },
        { "pg_dump db | gzip > f\nif [ ! -s f ]; then exit 1; fi", false },
        { "pg_dump db | gzip > f\nsize=$(stat -c %s f)\nif [ \"$size\" -lt 1000 ]; then exit 1; fi", false },
        { "pg_dump db | gzip > f\nzcat f | tail -5 | grep -q 'PostgreSQL database dump complete' || exit 1", true },
        { "set -e\nset -o pipefail\nfunction dump { pg_dump db | gzip > f; }\ndump", true },
        { "set -euo pipefail\ndump() { pg_dump db > f; echo done; }\nif dump; then echo ok; else exit 1; fi", false },
        { "set -e\ndump() { local out=$(pg_dump db); echo \"$out\" > f; }\ndump", false },
        { "set -e\ndump() { local out; out=$(pg_dump db); echo \"$out\" > f; }\ndump", true },
        { "trap 'exit 1' ERR\npg_dump db > f\necho done", true },
        { $"trap '{Alert}' ERR\npg_dump db > f\necho done", true },
        { $"trap '{Alert}' ERR\npg_dump db | gzip > f\necho done", false },
        { $"on_exit() {{ [ $? -eq 0 ] || {Alert}; }}\ntrap on_exit EXIT\nset -euo pipefail\npg_dump db | gzip > f", true },
        { "set -euo pipefail\ntrap 'exit 0' EXIT\npg_dump db | gzip > f", false },
        { "set -euo pipefail\nmain() { pg_dump db | gzip > f; }\nmain \"$@\"", true },
        { "set -e\ndocker exec pg sh -c 'pg_dump db | gzip > /b/f'", false },
        { "set -e\ndocker exec pg sh -c 'set -o pipefail; pg_dump db | gzip > /b/f'", true },
        { "set -e\ndocker exec pg bash -o pipefail -c 'pg_dump db | gzip > /b/f'", true },
        { "set -e\nssh backup@db.example.test 'pg_dump db' > f", true },
        { "set -e\nssh backup@db.example.test 'pg_dump db | gzip' > f", false },
        { "set -e\nssh backup@db.example.test <<'EOF'\nset -eo pipefail\npg_dump db | gzip > f\nEOF", true },
        { "set -euo pipefail\nsudo -u postgres nice -n 19 pg_dump db | gzip > f", true },
        { "set -e\npg_dump db > f &\nwait", false },
        { "set -e\npg_dump db > f &\nwait $!", true },
        { "set -e\nfor i in 1 2 3; do pg_dump db > f && break; sleep 5; done", false },
        { "set -e\nfor i in 1 2 3; do pg_dump db > f && exit 0; done\nexit 1", true },
        { "ok=0\npg_dump db > f || ok=1\ngzip f\nexit $ok", true },
        { "ok=0\npg_dump db > f || ok=1\ngzip f\necho $ok", false },
        { "set -e\n(pg_dump db > f)", true },
        { "set -e\n{ pg_dump db || exit 1; } | gzip > f", false },
        { "#!/bin/bash -e\npg_dump db > f\ngzip f", true },
        { "#!/usr/bin/env -S bash -euo pipefail\npg_dump db | gzip > f", true },
        { "set -e\nCMD='pg_dump -U glitchtip db'\n$CMD | gzip > f", false },
        { "set -e\nCMD='pg_dump -U glitchtip db'\n$CMD > f", true },
        { "set -euo pipefail\npg_dump db | gzip > f\ncurl -fsS https://hc-ping.com/7a1f", true },
        { "pg_dump db > f\n[ $? -eq 0 ] && curl -fsS https://hc-ping.com/7a1f\nexit 0", true },
        { $"trap '{Alert}' ERR\n! {{ pg_dump db > f; }}\ntrue", true },
        { $"trap '{Alert}' ERR\n! pg_dump db > f\ntrue", false },
        { "set -e\n! { pg_dump db > f; }\ntrue", false },
        { "set -e\ncoproc x", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_FailingDump_IsNoticedOrNot(string text, bool? noticed)
    {
        ScriptFact fact = ScriptReader.Read("backup.sh", text).DumpFailureNoticed;
        fact.Holds.Should().Be(noticed, fact.UnknownBecause);
    }

    public static TheoryData<string, string> Unknowns => new()
    {
        { "pg_dump db > f || $ON_FAILURE\nexit 0", "$ON_FAILURE" },
        { "pg_dump db | gzip > f\n. ./lib.sh\ncheck_it", "lib.sh" },
        { "pg_dump db | gzip > f\n./verify.sh f", "verify.sh" },
        { "pg_dump db | gzip > f\npython3 check.py f", "check.py" },
        { "pg_dump db | gzip > f\neval \"$CHECK\"", "CHECK" },
        { "pg_dump db | gzip > f\nrc=${PIPESTATUS[0]}\nif [ \"$STRICT\" = yes ] && [ \"$rc\" -ne 0 ]; then exit 1; fi", "STRICT" },
        { $"pg_dump db > f || {{ [ -n \"$SLACK_URL\" ] && curl -d x \"$SLACK_URL\"; }}\nexit 0", "$SLACK_URL" },
        { "$DUMP_COMMAND | gzip > f", "$DUMP_COMMAND" },
    };

    [Theory]
    [MemberData(nameof(Unknowns))]
    public void Read_WhatCannotBeSeen_IsUnknownWithItsReason(string text, string reason)
    {
        ScriptFact fact = ScriptReader.Read("backup.sh", text).DumpFailureNoticed;
        fact.Holds.Should().BeNull();
        fact.UnknownBecause.Should().Contain(reason);
    }
}
