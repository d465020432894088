#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2154  # the scripts share what they set
# The PM2 side of cutover.sh and rollback.sh: which services there are, restarting them, and being sure that they stay up.

state() {
  timeout 30 "$pm2" jlist 2> /dev/null | node "$here/pm2-state.cjs" "$1" 2> /dev/null
}

find_pm2() {
  doing="looking for PM2"
  pm2=$(command -v pm2 || true)
  if [[ -z "$pm2" && -x "${env_file%/*}/node_modules/.bin/pm2" ]]; then
    pm2=${env_file%/*}/node_modules/.bin/pm2
  fi
  [[ -n "$pm2" ]] || refuse "pm2 is neither in PATH nor installed beside the .env: run this as the user who runs the services"
  # Asking PM2 anything would start an empty PM2 where none runs.
  local pid
  pid=$(cat -- "${PM2_HOME:-$HOME/.pm2}/pm2.pid" 2> /dev/null || true)
  if [[ -z "$pid" ]] || ! kill -0 "$pid" 2> /dev/null; then
    refuse "no PM2 of this user runs (looked in ${PM2_HOME:-$HOME/.pm2}): run this as the user who runs the services"
  fi
  before=$(state list) || refuse "pm2 jlist gave no list of services: look at pm2 status"
  [[ -n "$before" ]] || refuse "PM2 has no services: run this as the user who runs them"
}

# Fills `names` with what is to be restarted, in PM2's order.
choose_services() {
  local name wanted=$services all=()
  readarray -t all < <(cut -f 1 <<< "$before" | awk '!seen[$0]++')
  if [[ -n "$only" ]]; then
    wanted=$only
  fi
  if [[ "$wanted" == auto ]]; then
    names=("${all[@]}")
  else
    IFS=, read -r -a names <<< "$wanted"
  fi
  for name in "${names[@]}"; do
    grep -qxF -e "$name" <<< "$(printf '%s\n' "${all[@]}")" || refuse "PM2 has no service $name; it has: ${all[*]}"
  done
}

# own NAME: which of our settings PM2 itself hands to the service; those win over .env, and PM2 keeps them over restarts.
own() {
  awk -F '\t' -v name="$1" '$1 == name && $7 != "-" { print $7; exit }' <<< "$before"
}

# PM2 takes a list of names one after the other, but what one pattern finds at once; it drops slashes from a pattern.
several() {
  if [[ $# -lt 2 || "$*" == */* ]]; then
    selected=("$@")
  else
    selected=("/^($(printf '%s\n' "$@" | sed -E 's#[][\\.*^$+?(){}|]#\\&#g' | paste -sd '|' -))\$/" --parallel "$#")
  fi
}

# pm2_restart [KEY=VALUE...] -- NAME...: --update-env hands the caller's environment to the services, so it is cut to what PM2 needs.
pm2_restart() {
  (
    local selected
    for variable in $(compgen -e); do
      case $variable in
        PATH | HOME | PM2_HOME) ;;
        *) export -n "${variable?}" ;;
      esac
    done
    while [[ "$1" != -- ]]; do
      export "${1?}"
      shift
    done
    shift
    several "$@"
    exec timeout "$((wait_seconds + 30 * $#))" "$pm2" restart "${selected[@]}" --update-env
  ) 2>&1
}

# restart_now NAME...: gives every service the value of .env where PM2 would hand it another one.
restart_now() {
  local name key held settings output plain=() own_ones=()
  for name in "$@"; do
    step "restart $name"
    held=" $(own "$name") "
    if [[ " ${keys[*]} " == *" SENTRY_DSN "* && "$held" == *" SENTRY_DSN"* || -n "$disable" && "$held" == *_SAMPLE_RATE* ]]; then
      own_ones+=("$name")
    else
      plain+=("$name")
    fi
  done
  [[ -z "$dry_run" ]] || return 0
  if [[ ${#plain[@]} -gt 0 ]]; then
    output=$(pm2_restart -- "${plain[@]}") || { trouble="pm2 restart ${plain[*]} failed: $(tail -n 3 <<< "$output")"; return 1; }
    restarted+=("${plain[@]}")
  fi
  for name in "${own_ones[@]}"; do
    settings=()
    for key in "${keys[@]}"; do
      if [[ " $(own "$name") " == *" $key"[\ =]* ]]; then
        settings+=("$key=$(value_of "$key")")
      fi
    done
    output=$(pm2_restart "${settings[@]}" -- "$name") || { trouble="pm2 restart $name failed: $(tail -n 3 <<< "$output")"; return 1; }
    restarted+=("$name")
  done
}

# await NAME...: all of them online as new processes, and still the same ones after a moment where one is asked for; else says why not in `trouble`.
await() {
  local verdicts="" name verdict detail waiting moved seen=" " first="" deadline=$((SECONDS + wait_seconds))
  trouble=""
  while :; do
    verdicts=$(BEFORE=$before NAMES=$(printf '%s\n' "$@") STRICT=$strict state after) || verdicts=""
    waiting="" trouble=""
    [[ -n "$verdicts" ]] || waiting="pm2 jlist gave no list of services"
    while IFS=$'\t' read -r name verdict detail; do
      case $verdict in
        online)
          if [[ "$seen" != *" $name "* ]]; then
            step "online $name $detail"
            seen+="$name "
          fi
          ;;
        waiting) waiting+="${waiting:+; }$name: $detail" ;;
        failed) trouble+="${trouble:+; }$name: $detail" ;;
      esac
    done <<< "$verdicts"
    [[ -n "$waiting" ]] || break
    if [[ $SECONDS -ge $deadline ]]; then
      trouble+="${trouble:+; }$waiting (waited $wait_seconds s)"
      break
    fi
    sleep 0.2
  done
  [[ -z "$trouble" ]] || return 1
  while [[ "$settle_seconds" =~ [1-9] ]]; do
    first=$verdicts
    sleep "$settle_seconds"
    verdicts=$(BEFORE=$before NAMES=$(printf '%s\n' "$@") STRICT=$strict state after) || verdicts=""
    moved=$(differences "$first" "$verdicts")
    [[ -n "$moved" || "$verdicts" == *$'\t'waiting* || "$verdicts" == *$'\t'failed* ]] || break
    # A service that kept ending may have one more restart by PM2 under way when the old file comes back.
    if [[ -n "$strict" || $SECONDS -ge $deadline ]]; then
      trouble="did not stay up for $settle_seconds s: ${moved:-$verdicts}"
      return 1
    fi
  done
  settled+=$verdicts$'\n'
}

# differences FIRST SECOND: which services' verdicts are no longer the same.
differences() {
  awk -F '\t' 'NR == FNR { if ($1 != "") was[$1] = $2 " " $3; next } { is[$1] = $2 " " $3 }
    END { for (name in was) if (is[name] != was[name]) printf "%s%s (%s, then %s)", n++ ? "; " : "", name, was[name], name in is ? is[name] : "unknown" }' \
    <(printf '%s\n' "$1") <(printf '%s\n' "$2")
}

verify_services() {
  doing="verifying"
  local verdicts moved
  verdicts=$(BEFORE=$before NAMES=$(printf '%s\n' "$@") STRICT=$strict state after) || fail "pm2 jlist gave no list of services"
  moved=$(differences "$settled" "$verdicts")
  [[ -z "$moved" ]] || fail "not every service stayed up: $moved"
  step "verify $# services online as new processes"
  if [[ -n "$verify_command" ]]; then
    doing="running the verify command"
    bash -c "$verify_command" 2>&1 | redact || fail "the verify command failed: $verify_command"
    step "verify command succeeded"
  fi
}
