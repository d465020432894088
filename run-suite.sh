#!/usr/bin/env bash
# Prepares this machine (build, Node driver, PostgreSQL, Redis), then hands over to the command line in tools/Verification.Cli.
# `./run-suite.sh` runs the suite, `./run-suite.sh test` runs the tests of the suite itself, `./run-suite.sh --help` lists the rest.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
configuration=Release
state=$root/tools/Verification.Cli/obj
asked=no
arguments="$*"
program() { printf '%s' "$root/$1/bin/$configuration/net10.0/$2.dll"; }
cli=$(program tools/Verification.Cli readiness)
# A killed runtime would leave its debugging sockets in the temp directory, hence the last one.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_EnableDiagnostics=0

say() { printf '%s\n' "$*" >&2; }
fail() { say "$1"; exit "$2"; }

# PostgreSQL's server programs are usually not in PATH.
have_postgres() { [ -x "${PG_BIN:-}/initdb" ] || command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' || compgen -G '/usr/pgsql-*/bin/initdb' || compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb'; } >/dev/null
have_redis() { command -v redis-server || command -v valkey-server; } >/dev/null

install_servers() {
  local missing=() policy=/usr/sbin/policy-rc.d own=no installed=no
  have_postgres || missing+=(postgresql)
  have_redis || missing+=(redis-server)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "Missing: ${missing[*]}. Install with: sudo apt-get install -y ${missing[*]}   (macOS: brew install postgresql@16 redis)"
    return 0
  fi
  say "Installing ${missing[*]} with apt (only the programs are used; no service of theirs is started)."
  # 101 keeps the packages from starting services of their own.
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && own=yes; }
  apt-get update -qq >&2 || say "apt-get update failed; trying with the lists that are there."
  if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2; then installed=yes; fi
  if [ $own = yes ]; then rm -f "$policy"; fi
  [ $installed = yes ] || fail "apt could not install ${missing[*]}; install them by hand, then run this again." 64
}

# Asks the feed once for the largest package set that it has, and keeps the answer beside Directory.Build.props; the environment's word goes before both.
choose_packages() {
  local answer=$root/Packages.local.props set=core larger
  case ${Packages:-} in
    '') ;;
    core | containers | full) say "Package set: $Packages (the environment says so)."; return 0 ;;
    *) fail "Packages=$Packages is no package set; it can be core, containers or full." 64 ;;
  esac
  [ ! -e "$answer" ] || return 0
  asked=yes
  for larger in full containers; do
    if dotnet restore "$root/tools/PackageProbe/PackageProbe.csproj" -p:Packages=$larger -v q >/dev/null 2>&1; then set=$larger; break; fi
  done
  printf '<Project><PropertyGroup><Packages Condition="'"'\$(Packages)' == ''"'">%s</Packages></PropertyGroup></Project>\n' "$set" >"$answer"
  say "Package set: $set (asked the feed once; delete Packages.local.props to ask again)."
}

# The driver that replays SDK scenarios, and the services that cutover drills restart.
install_node_parts() {
  local part
  if ! command -v npm >/dev/null; then
    say "npm is missing, so SDK scenarios can't be replayed and cutovers not rehearsed, and their checks will be Unknown; install Node.js 20 or later."
    return 0
  fi
  for part in scenarios/sdk/drivers/node scenarios/services; do
    if ! cmp -s "$root/$part/package-lock.json" "$root/$part/node_modules/.verification-lock"; then
      say "Installing the packages of $part (npm ci)."
      (cd "$root/$part" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 && cp package-lock.json node_modules/.verification-lock) \
        || say "npm ci failed in $part, so its checks will be Unknown."
    fi
  done
}

# The package set, and every file that git knows or would know, with size and time; fails outside a clone, and then the build is never skipped.
fingerprint() {
  cd "$root" && git ls-files -co --exclude-standard >/dev/null 2>&1 || return 1
  local details=(-c '%n %s %.9Y')
  [ "$(uname)" != Darwin ] || details=(-f '%N %z %Fm')
  { echo "${Packages:-}"; cat Packages.local.props; git ls-files -co --exclude-standard; git ls-files -co --exclude-standard -z | xargs -0 stat "${details[@]}"; } 2>/dev/null | cksum
}

build() {
  local stamp before='' output
  stamp=$state/built-$(basename "$1").stamp
  before=$(fingerprint) || before=''
  for output in "$cli" "$(program tests/Acceptance Verification.Acceptance)" "$(program tools/Verification.ReferenceTarget Verification.ReferenceTarget)" "$(program tools/Verification.Load Verification.Load)"; do
    [ -e "$output" ] || rm -f "$stamp"
  done
  if [ -n "$before" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$before" ]; then return 0; fi
  say "Building $(basename "$1") (only when something changed; the first time takes a minute)."
  rm -f "$stamp"
  dotnet build "$1" -c $configuration -v q -clp:NoSummary >&2 \
    || { [ $asked = no ] || rm -f "$root/Packages.local.props"; fail "The build failed; the messages above say where." 70; }
  [ -z "$before" ] || printf '%s\n' "$before" >"$stamp"
}

prepare_alone() {
  install_node_parts &
  # On containers everything runs in them; without a word about the target they may be absent, and then it runs here.
  case " $arguments " in
    *' --target containers '* | *' --target=containers '*) ;;
    *' --target'*) install_servers ;;
    *' --gate '*) ;;
    *) install_servers ;;
  esac
  choose_packages
  build "$1"
  wait
}

# One at a time per clone, where flock exists; what is started in between does not inherit the lock.
prepare() {
  mkdir -p "$state"
  ( if command -v flock >/dev/null; then flock -n 9 || { say "Another run-suite.sh is building; waiting for it."; flock 9; }; fi
    prepare_alone "$1" 9>&- ) 9>"$state/run-suite.lock"
}

# One after the other, because some measure times. The acceptance suite itself is left to `./run-suite.sh`; every test project is in a folder tests/NAME.Tests.
run_tests() {
  prepare "$root/Verification.sln"
  local log status=0
  log=$(mktemp)
  rm -f "$root"/artifacts/kill-matrix.{md,txt}
  count() { grep -Eo "^ *$1: [0-9]+" "$log" | tail -1 | grep -Eo '[0-9]+$' || echo 0; }
  if ! (cd "$root" && dotnet test --test-modules "tests/*.Tests/bin/$configuration/net10.0/*.Tests.dll" --root-directory "$root" --minimum-expected-tests 1 --max-parallel-test-modules 1 --no-ansi --no-progress "$@") 2>&1 | tee "$log"; then status=1; fi
  if [ "$(count succeeded)" -eq 0 ] || [ "$(count failed)" -ne 0 ]; then status=1; fi
  # Which check found which defect, one line each.
  [ ! -e "$root/artifacts/kill-matrix.txt" ] || cat "$root/artifacts/kill-matrix.txt"
  # Again at the end, because a log that is cut in its middle would not tell.
  grep -A1 -E '^ *failed ' "$log" | grep -v '^--$' | cut -c1-600 | head -60 || true
  printf '%s passed, %s failed, %s skipped\n' "$(count succeeded)" "$(count failed)" "$(count skipped)"
  rm -f "$log"
  return $status
}

# Commands that only read results and definitions: no server and no driver, but never an outdated program.
refresh() {
  mkdir -p "$state"
  ( if command -v flock >/dev/null; then flock 9; fi; choose_packages 9>&-; build "$root/tools/Run.slnf" 9>&- ) 9>"$state/run-suite.lock"
}

command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing; install it from your package manager or Microsoft, then run this again." 64
case "${1:-run}" in
  test) shift; run_tests "$@"; exit ;;
  run | -*) case " $* " in *' --help '* | *' -h '* | *' -? '* | *' --version '*) refresh ;; *) prepare "$root/tools/Run.slnf" ;; esac ;;
  *) refresh ;;
esac
# A watch lives for days beside what it watches: code compiled once, one allocator, and a small budget for the collector keep it below 80 MiB.
if [[ "${1:-}" == watch ]]; then
  export DOTNET_TieredCompilation="${DOTNET_TieredCompilation:-0}" DOTNET_GCgen0size="${DOTNET_GCgen0size:-0x200000}" MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
fi
exec dotnet "$cli" "$@"
