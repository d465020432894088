#!/usr/bin/env bash
# Puts the .env back as it was before a cutover and restarts the services. The backup stays.
#   rollback.sh [BACKUP] [options]    default: the newest .env.backup.YYYYMMDD-HHMMSS
# --env FILE             the .env (default: the one beside this script)
# --dry-run              says what would be done, changes nothing
# --all-at-once          restart all, then look: time counts (default)
# --one-by-one           restart one service after the other; one that fails does not keep the others from going back
# --only A,B             partial: only these go back, by SENTRY_DSN in their PM2 environment; .env and the others stay
# --services auto|A,B    the services that read this .env (default auto: all that this user's PM2 has)
# --force-mode           take a backup whose mode is not 600
# --wait SECONDS         how long a service may take to come online (default 20)
# --settle SECONDS       how long it must then stay up before it counts (default 2)
# --verify-command CMD   run at the end; its exit code counts
# Exit codes: 0 done, 1 failed (what was changed is said), 2 refused (nothing was changed), 64 usage, 129/130/143 signal.

# shellcheck disable=SC2034,SC2154  # the scripts share what they set
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
. "$here/switch.sh" || exit 1
keys=(SENTRY_DSN)
restored=""

changes() {
  if [[ -n "$only" && ${#restarted[@]} -gt 0 || -n "$restored" ]]; then
    printf '%s; %s' "${restored:-$env_file is untouched}" "$(restarts_so_far)"
  elif [[ -n "$backup" && -z "$only" && "$doing" != checking ]] && cmp -s -- "$backup" "$env_file"; then
    printf '%s is that of the backup; %s' "$env_file" "$(restarts_so_far)"
  else
    printf 'nothing'
  fi
}

advice() {
  if [[ ${#restarted[@]} -gt 0 || -n "$restored" ]]; then
    printf 'repair what is named above (pm2 logs NAME), then run this again: it may be repeated'
  else
    printf 'repair the cause, then run this again; without it: cp %q %q and pm2 restart all' "${backup:-BACKUP}" "$env_file"
  fi
}

env_tool() {
  ENV_FILE=$env_file BACKUP_FILE=$backup TEMP_FILE=$temp FORCE_MODE=$force_mode NEED_DSN=$only KEY=${2:-} node "$here/env-file.cjs" "$1" 2>&1
}

value_of() {
  BACKUP_FILE=$backup KEY=$1 node "$here/env-file.cjs" value
}

find_backup() {
  local file
  if [[ -n "$argument" ]]; then
    backup=$argument
    if [[ "$backup" != */* && ! -e "$backup" ]]; then
      backup=${env_file%/*}/$backup
    fi
    return
  fi
  # By name: a copy or a restore of the folder changes the times.
  for file in "$env_file".backup.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9]; do
    if [[ -e "$file" || -L "$file" ]]; then
      backup=$file
    fi
  done
  [[ -n "$backup" ]] || refuse "there is no $env_file.backup.*: name the backup, or put the old DSN in with cutover.sh"
}

check() {
  doing="checking"
  find_backup
  address=$(env_tool checkBackup) || refuse "$address"
  [[ -n "$only" || -w "${env_file%/*}" ]] || refuse "the folder ${env_file%/*} is not writable, and the replacement is made in it: run this as its owner"
  find_pm2
  choose_services
  printf '%s check %s with %s; services: %s\n' "$(now)" "$backup" "$address" "${names[*]}"
}

restore() {
  doing="putting the .env back"
  local said
  if cmp -s -- "$backup" "$env_file"; then
    step "change nothing: $env_file is the backup already"
    return
  fi
  temp=$env_file.new.$$
  if [[ -z "$dry_run" ]]; then
    said=$(env_tool restore) || fail "$said"
    restored="$env_file is that of the backup"
  fi
  temp=""
  step "change $env_file to $backup ($address)"
}

restart_all() {
  local name failures=""
  if [[ "$mode" == one-by-one ]]; then
    for name in "${names[@]}"; do
      doing="restarting $name"
      if ! restart_now "$name" || { [[ -z "$dry_run" ]] && ! await "$name"; }; then
        note "$name did not come up ($(redact <<< "$trouble")); going on with the others"
        failures+="${failures:+; }$trouble"
      fi
    done
    trouble=$failures
  else
    doing="restarting all"
    restart_now "${names[@]}" || note "$(redact <<< "$trouble")"
    [[ -n "$dry_run" ]] || await "${names[@]}" || true
  fi
  [[ -z "$trouble" ]] || fail "$trouble"
}

# dotenv leaves alone what the environment has, so one service can have the old DSN while all share the new .env.
restart_with_old_dsn() {
  local name dsn output
  dsn=$(value_of SENTRY_DSN)
  for name in "${names[@]}"; do
    doing="restarting $name"
    step "change $name: SENTRY_DSN in its PM2 environment: $address"
    step "restart $name"
    [[ -z "$dry_run" ]] || continue
    output=$(pm2_restart "SENTRY_DSN=$dsn" -- "$name") || fail "pm2 restart $name failed: $(tail -n 3 <<< "$output")"
    restarted+=("$name")
    await "$name" || fail "$trouble"
  done
}

options "$@"
[[ -z "$disable" ]] || usage "--disable belongs to cutover.sh."
begun=$(clock)
[[ -n "$dry_run" ]] || take_lock
check
if [[ -n "$only" ]]; then
  restart_with_old_dsn
else
  restore
  restart_all
fi
if [[ -n "$dry_run" ]]; then
  step "verify every service online as a new process${verify_command:+, then run: $(redact <<< "$verify_command")}"
  printf '  Nothing was changed.\n'
  exit 0
fi
verify_services "${names[@]}"
step "done in $(elapsed "$begun") s; the backup stays: $backup"
for name in "${names[@]}"; do
  if [[ -n "$only" ]]; then
    note "$name keeps this SENTRY_DSN through every restart, for PM2 remembers it; to end that: pm2 delete $name, then start it from its ecosystem file"
  elif [[ -n "$(own "$name")" ]]; then
    note "$name has $(own "$name") in its PM2 environment, which wins over .env; to end that: pm2 delete $name, then start it from its ecosystem file"
  fi
done
