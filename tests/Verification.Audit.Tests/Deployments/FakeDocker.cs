namespace Verification.Audit.Tests.Deployments;

/// <summary>A program named docker that does on this machine what the scripts ask of their containers, or fails as told.</summary>
internal static class FakeDocker
{
    // FAKE_FAIL names a program that fails, FAKE_SHORT one whose output ends early though it claims success, FAKE_KILLED one that is
    // killed half-way, FAKE_EMPTY one that gives nothing and claims success; FAKE_HOLD is a file that pg_dump waits for.
    internal const string Script = """
        #!/usr/bin/env bash
        set -euo pipefail
        case "$*" in
          "compose exec -T postgres "* | "compose exec -T web tar "*)
            shift 4
            program=$1
            shift
            set -- "${@/--directory=\/code/--directory=$FAKE_CODE}"
            if [[ "${FAKE_FAIL:-}" == "$program" ]]; then
              echo "$program: told to fail" >&2
              exit 1
            fi
            if [[ "${FAKE_SHORT:-}" == "$program" ]]; then
              "$program" "$@" > "$FAKE_STATE/whole"
              exec head -c "$(($(stat -c %s "$FAKE_STATE/whole") * 9 / 10))" "$FAKE_STATE/whole"
            fi
            if [[ "${FAKE_KILLED:-}" == "$program" ]]; then
              "$program" "$@" > "$FAKE_STATE/whole"
              head -c "$(($(stat -c %s "$FAKE_STATE/whole") / 2))" "$FAKE_STATE/whole"
              exit 137
            fi
            if [[ "${FAKE_EMPTY:-}" == "$program" ]]; then
              exit 0
            fi
            if [[ "$program" == pg_dump && -n "${FAKE_HOLD:-}" ]]; then
              until [[ -e "$FAKE_HOLD" ]]; do
                sleep 0.05
              done
            fi
            exec "$program" "$@"
            ;;
          "compose ps --status running --services")
            if [[ "${FAKE_FAIL:-}" == ps ]]; then
              echo "docker: told to fail" >&2
              exit 1
            fi
            if [[ -e "$FAKE_STATE/running" ]]; then
              cat "$FAKE_STATE/running"
            fi
            ;;
          "compose ps --all --quiet "*)
            if [[ -e "$FAKE_STATE/$5" ]]; then
              echo "$5"
            fi
            ;;
          "inspect --format "*)
            cat "$FAKE_STATE/$4"
            ;;
          *)
            echo "docker: not expected: $*" >&2
            exit 64
            ;;
        esac
        """;
}
