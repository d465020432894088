#!/usr/bin/env bash
# Moves all services that read one .env to another SENTRY_DSN: backup, one changed line, restart, proof.
#   cutover.sh NEW_DSN [options]      NEW_DSN may be - : read from standard input, so that it stands in no process list
#   cutover.sh --disable [options]    emergency: both sample rates 0 instead of another DSN
# --env FILE             the .env (default: the one beside this script)
# --dry-run              says what would be done, changes nothing
# --one-by-one           restart one service after the other, stop at the first that does not come up (default)
# --all-at-once          restart all, then look
# --services auto|A,B    the services that read this .env (default auto: all that this user's PM2 has)
# --only A,B             restart these now, the others later
# --min-free-mib N       refuse below this much available memory (default 200)
# --wait SECONDS         how long a service may take to come online (default 20)
# --settle SECONDS       how long it must then stay up before it counts (default 2)
# --verify-command CMD   run at the end; its exit code counts
# Exit codes: 0 done, 1 failed (what was changed is said), 2 refused (nothing was changed), 64 usage, 129/130/143 signal.

# shellcheck disable=SC2034,SC2154  # the scripts share what they set
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
. "$here/switch.sh" || exit 1

changes() {
  if [[ -z "$backup" || ! -e "$backup" ]]; then
    printf 'nothing'
  elif cmp -s -- "$backup" "$env_file"; then
    printf 'nothing but the backup %s' "$backup"
  else
    printf '%s has the new value; backup %s; %s' "$env_file" "$backup" "$(restarts_so_far)"
  fi
}

rollback_command() {
  printf '%q %q --env %q' "$here/rollback.sh" "$backup" "$env_file"
}

advice() {
  if [[ -n "$backup" && -e "$backup" ]] && ! cmp -s -- "$backup" "$env_file"; then
    printf '%s brings the old state back' "$(rollback_command)"
  else
    printf 'repair the cause and run this again; there is nothing to roll back'
  fi
}

env_tool() {
  ENV_FILE=$env_file BACKUP_FILE=$backup TEMP_FILE=$temp NEW_DSN=$argument DISABLE=$disable KEY=${2:-} node "$here/env-file.cjs" "$1" 2>&1
}

value_of() {
  BACKUP_FILE="" ENV_FILE=$env_file KEY=$1 node "$here/env-file.cjs" value
}

# Services that were started before the .env got its present content.
stale_services() {
  awk -F '\t' -v changed="$(date -r "$env_file" +%s)" '$6 < changed && !seen[$1]++ { printf " %s", $1 }' <<< "$before"
}

check() {
  local status=0 plan free disk offline
  doing="checking"
  plan=$(env_tool check) || status=$?
  [[ $status -eq 0 || $status -eq 3 ]] || refuse "$plan"
  [[ -w "${env_file%/*}" ]] || refuse "the folder ${env_file%/*} is not writable, and backup and replacement are made in it: run this as its owner"
  find_pm2
  if [[ $status -eq 3 ]]; then
    offline=$(stale_services)
    refuse "$plan${offline:+; started before its last change and perhaps still with the old one:$offline (pm2 restart$offline)}"
  fi
  choose_services
  offline=$(awk -F '\t' '$4 != "online" { printf "%s%s is %s", n++ ? ", " : "", $1, $4 }' <<< "$(chosen)")
  [[ -z "$offline" ]] || refuse "$offline: a cutover needs every service online first; repair it, or leave it out with --services"
  disk=$(df -Pk -- "${env_file%/*}" | awk 'NR == 2 { print $4 }')
  [[ "$disk" -ge 1024 ]] || refuse "the disk of ${env_file%/*} has only $disk KiB left: make room"
  if [[ -r /proc/meminfo ]]; then
    free=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
    [[ "$free" -ge "$min_free_mib" ]] || refuse "only $free MiB of memory are available and $min_free_mib are asked for (--min-free-mib): restarting services needs some; make room"
  else
    free="unknown (no /proc/meminfo, not checked)"
  fi
  while IFS= read -r line; do
    printf '%s check %s\n' "$(now)" "$line"
  done <<< "$plan"
  printf '%s check %s services online: %s; memory available %s MiB; disk free %s KiB\n' "$(now)" "${#names[@]}" "${names[*]}" "$free" "$disk"
  change_plan=$plan
}

chosen() {
  awk -F '\t' 'NR == FNR { want[$0]; next } $1 in want' <(printf '%s\n' "${names[@]}") <(printf '%s\n' "$before")
}

make_backup() {
  doing="making the backup"
  local tries=0 said kind=backup
  # Under another name than that of a cutover: the newest of those is what rollback.sh goes back to.
  [[ -z "$disable" ]] || kind=before-disable
  while :; do
    backup=$env_file.$kind.$(date -u +%Y%m%d-%H%M%S)
    [[ -e "$backup" && $tries -lt 3 ]] || break
    tries=$((tries + 1))
    sleep 1
  done
  [[ ! -e "$backup" ]] || refuse "$backup exists already and backups are never overwritten: try again"
  if [[ -z "$dry_run" ]]; then
    temp=$env_file.new.$$
    said=$(env_tool backup) || fail "$said"
    temp=""
  fi
  step "backup $backup"
}

change() {
  doing="changing the .env"
  local said
  temp=$env_file.new.$$
  if [[ -z "$dry_run" ]]; then
    said=$(env_tool change) || fail "$said"
  fi
  temp=""
  while IFS= read -r line; do
    step "change $line"
  done <<< "$change_plan"
}

restart_all() {
  local name groups=("${names[@]}")
  if [[ "$mode" == all-at-once ]]; then
    groups=(all)
  fi
  for name in "${groups[@]}"; do
    doing="restarting $name"
    local group=("$name")
    [[ "$mode" != all-at-once ]] || group=("${names[@]}")
    restart_now "${group[@]}" || fail "$trouble"
    [[ -n "$dry_run" ]] || await "${group[@]}" || fail "$trouble"
  done
}

options "$@"
[[ -z "$force_mode" ]] || usage "--force-mode belongs to rollback.sh."
if [[ -n "$disable" ]]; then
  [[ -z "$argument" ]] || usage "--disable keeps the DSN: leave NEW_DSN out."
  keys=(SENTRY_SAMPLE_RATE SENTRY_TRACES_SAMPLE_RATE)
else
  [[ -n "$argument" ]] || usage "NEW_DSN is missing."
  [[ "$argument" != - ]] || IFS= read -r argument || true
  keys=(SENTRY_DSN)
fi
begun=$(clock) strict=yes
[[ -n "$dry_run" ]] || take_lock
check
make_backup
change
restart_all
if [[ -n "$dry_run" ]]; then
  step "verify every service online as a new process${verify_command:+, then run: $(redact <<< "$verify_command")}"
  printf '  Nothing was changed.\n'
  exit 0
fi
doing="verifying"
said=$(env_tool verify) || fail "$said"
verify_services "${names[@]}"
step "done in $(elapsed "$begun") s"
for name in "${names[@]}"; do
  if [[ -n "$(own "$name")" ]]; then
    note "$name has $(own "$name") in its PM2 environment, which wins over .env; to end that: pm2 delete $name, then start it from its ecosystem file"
  fi
done
if [[ -n "$only" ]]; then
  printf '  The other services change when they are restarted next: pm2 restart NAME\n'
fi
printf '  Next: watch the first errors arrive, and the old endpoint fall silent.\n  Back: %s\n' "$(rollback_command)"
