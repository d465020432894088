using System.Text;

namespace Verification.Audit.Tests.Shell;

/// <summary>Makes backup scripts at random, out of the ways in which people look at a failing dump or fail to.</summary>
internal sealed class ScriptGenerator(int seed)
{
    private readonly Random random = new(seed);
    private int names;

    public string Next()
    {
        names = 0;
        StringBuilder text = new("#!/bin/bash\n");
        text.Append(Pick("", "set -e\n", "set -o pipefail\n", "set -e\nset -o pipefail\n", "set -euo pipefail\n", "set -Eeuo pipefail\n"));
        text.Append(Pick("", "", "", $"trap 'msmtp {Name()}' ERR\n", $"on_exit() {{ status=$?; if [ \"$status\" -ne 0 ]; then msmtp {Name()}; fi; }}\ntrap on_exit EXIT\n",
            "trap 'exit 0' EXIT\n", "trap 'rm -f partial' EXIT\n", $"trap '[ $? -eq 0 ] || msmtp {Name()}' EXIT\n", "trap 'exit 7' ERR\n"));
        if (random.Next(3) == 0)
        {
            text.Append($"helper() {{\n  {Statement(1)}\n  {Pick(":", "return 0", "return $?", "echo done")}\n}}\n");
            text.Append(Pick("helper", "helper || true", "helper || exit 5", $"helper || msmtp {Name()}", "if helper; then echo ok; fi", $"if ! helper; then msmtp {Name()}; exit 1; fi", "( helper )", "x=$(helper)", "helper | cat", "helper && echo ok"));
        }
        else
        {
            text.Append(Statement(3));
        }

        return text.Append('\n').Append(Pick("", "echo finished", "true", "gzip -c /dev/null > /dev/null", "echo done | cat", ":")).Append('\n').ToString();
    }

    private string Statement(int depth)
    {
        string inner = depth == 0 || random.Next(4) == 0 ? Dump() : Statement(depth - 1);
        string function = $"f{++names}";
        return random.Next(40) switch
        {
            0 => $"{{ {inner}; }}",
            1 => $"( {inner} )",
            2 => $"( {inner}; echo after )",
            3 => $"{{ {inner}; echo after; }}",
            4 => Guarded(inner, "|| true"),
            5 => Guarded(inner, "|| exit 3"),
            6 => Guarded(inner, $"|| msmtp {Name()}"),
            7 => Guarded(inner, $"|| {{ msmtp {Name()}; exit 1; }}"),
            8 => Guarded(inner, "&& echo good"),
            9 => Guarded(inner, "|| echo bad"),
            10 => $"if ! {{ {inner}; }}; then {Reaction()}; fi",
            11 => $"if {{ {inner}; }}; then echo good; else {Reaction()}; fi",
            12 => $"! {{ {inner}; }}",
            13 => $"out=$( {inner})",
            14 => $"{inner}\nrc=$?\nif [ $rc -ne 0 ]; then {Reaction()}; fi",
            15 => $"{inner}\n[ $? -eq 0 ] || {Reaction()}",
            16 => $"set +e\n{inner}\nset -e",
            17 => $"for attempt in 1 2 3; do {Guarded(inner, "&& break")}; done",
            18 => $"failed=0\n{Guarded(inner, "|| failed=1")}\nif [ \"$failed\" -eq 1 ]; then {Reaction()}; fi",
            19 => $"case \"$(echo x)\" in x) {inner} ;; *) echo other ;; esac",
            20 => $"{{ {inner}; }} | cat",
            21 => $"{{ {inner}; }} &\nwait $!",
            22 => $"{{ {inner}; }}\nif (( $? != 0 )); then {Reaction()}; fi",
            23 => $"echo before && {{ {inner}; }}",
            24 => $"test -d /nowhere-at-all || {{ {inner}; }}",
            25 => $"{function}() {{ local out; out=$( {inner} ); }}; {function}",
            26 => $"{function}() {{ local out=$( {inner} ); echo \"$out\"; }}; {function}",
            27 => $"{function}() {{ {{ {inner}; }} || return 2; echo done; }}; {function}",
            28 => $"n=0; until {{ {inner}; }}; do n=$((n + 1)); [ $n -ge 3 ] && break; done",
            29 => $"n=0; while ! {{ {inner}; }}; do n=$((n + 1)); if [ \"$n\" -ge 3 ]; then {Reaction()}; break; fi; done",
            30 => $"( trap 'msmtp {Name()}' EXIT; {inner} )",
            31 => $"( set +e; {inner}; echo after )",
            32 => $"{{ {inner}; }} 2>&1 | while read -r line; do echo \"$line\"; done",
            33 => $"trap - ERR EXIT; {inner}",
            34 => $"{{ {inner}; }}; status=$?; [ $status = 0 ] && echo good; (exit $status)",
            35 => $"set +o pipefail; {inner}",
            36 => $"if [[ -z \"\" ]]; then {inner}; elif false; then echo other; else {Reaction()}; fi",
            37 => $"{function}() {{ {inner}; }}; if {function}; then echo good; else {Reaction()}; fi",
            38 => $"{{ {inner}; }} > /dev/null || {{ rm -f out.sql; {Reaction()}; }}",
            _ => inner,
        };
    }

    private static string Guarded(string inner, string guard) => $"{{ {inner}; }} {guard}";

    private string Reaction() => Pick("exit 1", $"msmtp {Name()}", "echo bad", "false", $"msmtp {Name()}; exit 4", ":", "exit 0");

    private string Dump() => Pick(
        "pg_dump db > out.sql", "pg_dump db | gzip > out.gz", "nice -n 10 pg_dump db > out.sql", "env PGPASSWORD=x pg_dump db | gzip > out.gz", "sh -c 'pg_dump db | gzip > out.gz'",
        "bash -o pipefail -c 'pg_dump db | gzip > out.gz'", "bash -c 'set -e; pg_dump db > out.sql; echo x'", "pg_dump db | gzip > out.gz\n[ ${PIPESTATUS[0]} -eq 0 ] || " + Reaction(),
        "pg_dump db 2>/dev/null | tee copy | gzip > out.gz", "timeout 60 pg_dump db > out.sql", "pg_dump db | gzip > out.gz && echo packed", "echo begin | cat; pg_dump db > out.sql");

    private string Name() => $"alert{++names}@example.test";

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
