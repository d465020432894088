#!/bin/sh
# The commands of GlitchTip's manage.py that the reference target has; no Python, whatever the name says.
set -eu
cd "$(dirname "$0")"
refuse() { echo "$1" >&2; exit 64; }

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  migrate)
    exec ./bin/run-migrate.sh ;;
  createsuperuser)
    asked=yes
    while [ $# -gt 0 ]; do
      case $1 in
        --noinput|--no-input) asked=no ;;
        --email) [ $# -gt 1 ] || refuse "createsuperuser: --email needs an address."; shift; export DJANGO_SUPERUSER_EMAIL="$1" ;;
        --email=*) export DJANGO_SUPERUSER_EMAIL="${1#--email=}" ;;
        *) refuse "createsuperuser: there are --noinput and --email ADDRESS, not \"$1\"." ;;
      esac
      shift
    done
    [ $asked = no ] || refuse "createsuperuser: give --noinput, this stand-in asks no questions."
    exec ./bin/run-target.sh createsuperuser ;;
  *)
    refuse "manage.py: this stand-in has migrate and createsuperuser, not \"$command\"." ;;
esac
