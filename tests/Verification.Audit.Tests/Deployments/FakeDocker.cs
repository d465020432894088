namespace Verification.Audit.Tests.Deployments;

/// <summary>A program named docker that does on this machine what the scripts ask of their containers, or fails as told.</summary>
internal static class FakeDocker
{
    // FAKE_FAIL names a program that fails, FAKE_SHORT one whose output ends early though it claims success.
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
            exec "$program" "$@"
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
