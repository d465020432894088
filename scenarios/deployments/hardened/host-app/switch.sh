#!/usr/bin/env bash
# What cutover.sh and rollback.sh share; they source it. Needs bash 4, coreutils, node and pm2.
# shellcheck disable=SC2034,SC2154  # the scripts share what they set
set -euo pipefail
umask 077
export LC_ALL=C

env_file=$here/.env dry_run="" mode="" only="" services="auto" min_free_mib=200 wait_seconds=20 settle_seconds=2 verify_command="" disable="" force_mode="" argument=""
doing="starting" backup="" temp="" lock="" pm2="" before="" trouble="" settled="" strict="" ended="" names=() restarted=()

now() {
  if [[ -n "${EPOCHREALTIME:-}" ]]; then
    local seconds=${EPOCHREALTIME%.*} fraction=${EPOCHREALTIME#*.}
    TZ=UTC printf '%(%Y-%m-%dT%H:%M:%S)T.%.3sZ' "$seconds" "$fraction"
  else
    date -u +%FT%T.%3NZ
  fi
}

clock() {
  printf '%s' "${EPOCHREALTIME:-$(date +%s.%N)}"
}

# elapsed SINCE: seconds since a reading of the clock.
elapsed() {
  awk -v begun="$1" -v ended="$(clock)" 'BEGIN { printf "%.1f", ended - begun }'
}

step() {
  printf '%s %s\n' "$(now)" "${dry_run:+dry-run: would }$*"
}

note() {
  printf '%s note: %s\n' "$(now)" "$*"
}

# Other programs' words may hold a key.
redact() {
  sed -E 's#//[^@/[:space:]]+@#//***@#g; s#[0-9a-fA-F]{32}#***#g'
}

usage() {
  printf '%s\n' "$1" "See README.md beside this script, or $0 --help." >&2
  ended=yes
  exit 64
}

# fail WHAT [EXIT CODE]: what happened, what was changed so far, what to do next.
fail() {
  ended=yes
  trap '' INT TERM HUP
  printf '%s FAILED while %s: %s\n' "$(now)" "$doing" "$(redact <<< "$1")" >&2
  printf '  Changed so far: %s\n  Next: %s\n' "$(changes)" "$(advice)" >&2
  exit "${2:-1}"
}

refuse() {
  ended=yes
  printf '%s REFUSED: %s\n  Nothing was changed.\n' "$(now)" "$(redact <<< "$1")" >&2
  exit 2
}

finish() {
  local status=$?
  trap - EXIT
  if [[ -n "$temp" ]]; then
    rm -f -- "$temp"
  fi
  if [[ -n "$lock" ]]; then
    rm -f -- "$lock"
  fi
  if [[ $status -ne 0 && -z "$ended" ]]; then
    printf '%s FAILED while %s (exit %s)\n  Changed so far: %s\n  Next: %s\n' "$(now)" "$doing" "$status" "$(changes)" "$(advice)" >&2
  fi
  exit "$status"
}
trap finish EXIT
# A write beyond a size limit shall fail and be reported, not end this without a word.
trap '' XFSZ
trap 'fail "stopped by Ctrl-C (SIGINT)" 130' INT
trap 'fail "stopped by SIGTERM" 143' TERM
trap 'fail "stopped by SIGHUP" 129' HUP

restarts_so_far() {
  local rest=() name
  for name in "${names[@]}"; do
    if [[ " ${restarted[*]-} " != *" $name "* ]]; then
      rest+=("$name")
    fi
  done
  printf 'restarted: %s; not restarted: %s' "${restarted[*]:-none}" "${rest[*]:-none}"
}

options() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --env | --only | --services | --min-free-mib | --wait | --settle | --verify-command)
        [[ $# -ge 2 && -n "$2" ]] || usage "$1 needs a value."
        case $1 in
          --env) env_file=$2 ;;
          --only) only=$2 ;;
          --services) services=$2 ;;
          --min-free-mib) min_free_mib=$2 ;;
          --wait) wait_seconds=$2 ;;
          --settle) settle_seconds=$2 ;;
          --verify-command) verify_command=$2 ;;
        esac
        shift
        ;;
      --dry-run) dry_run=yes ;;
      --one-by-one | --all-at-once) mode=${1#--} ;;
      --disable) disable=yes ;;
      --force-mode) force_mode=yes ;;
      --help)
        sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
        ended=yes
        exit 0
        ;;
      --*) usage "There is no option $1." ;;
      *)
        [[ -z "$argument" ]] || usage "One argument is enough; the second one was not understood."
        argument=$1
        ;;
    esac
    shift
  done
  [[ "$min_free_mib" =~ ^[0-9]{1,9}$ ]] || usage "--min-free-mib needs a number of MiB."
  [[ "$wait_seconds" =~ ^[0-9]{1,5}$ ]] || usage "--wait needs a number of seconds."
  [[ "$settle_seconds" =~ ^[0-9]{1,4}(\.[0-9]+)?$ ]] || usage "--settle needs a number of seconds."
  local folder
  folder=$(cd "$(dirname -- "$env_file")" 2> /dev/null && pwd) || usage "There is no folder $(dirname -- "$env_file")."
  env_file=$folder/$(basename -- "$env_file")
}

# A link is made at once or not at all, on every file system that has links.
take_lock() {
  local file=$env_file.lock owner
  [[ -w "${env_file%/*}" ]] || refuse "the folder ${env_file%/*} is not writable, and backup and replacement are made in it: run this as its owner"
  printf '%s\n' "$$" > "$file.$$" || refuse "no file can be written into ${env_file%/*}: look at the disk"
  until ln -- "$file.$$" "$file" 2> /dev/null; do
    owner=$(cat -- "$file" 2> /dev/null || true)
    [[ -e "$file" ]] || continue
    if [[ -z "$owner" || -d "/proc/$owner" ]] || kill -0 "$owner" 2> /dev/null; then
      rm -f -- "$file.$$"
      refuse "another cutover or rollback of this .env runs (process ${owner:-unknown}): wait for it; if there is none, remove $file"
    fi
    note "removed the lock of process $owner, which no longer runs"
    rm -f -- "$file"
  done
  lock=$file
  rm -f -- "$file.$$"
}

# shellcheck source=/dev/null
. "$here/services.sh" || exit 1
