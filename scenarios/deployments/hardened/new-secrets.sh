#!/usr/bin/env bash
# Replaces every secret by a fresh one. Run as root: the files must belong to the users inside the containers.
set -euo pipefail
umask 077
cd "$(dirname "$0")/secrets"

if [[ ! -e published && "${1:-}" != --force ]]; then
  echo "secrets/ holds secrets of your own, which a running stack may use; to replace them all the same: $0 --force" >&2
  exit 1
fi

write() { # NAME VALUE: no line break at the end, because GlitchTip would take it for a part of the secret
  printf '%s' "$2" > "$1.new"
  chmod 600 "$1.new"
  mv "$1.new" "$1"
}

database_password=$(openssl rand -hex 16)
write secret_key "$(openssl rand -hex 32)"
write database_password "$database_password"
write postgres_password "$database_password"
if [[ -e published ]]; then
  write email_url "smtp+tls://errors%40example.test:$(openssl rand -hex 16)@smtp.example.test:587"
  write api_token "$(openssl rand -hex 32)"
  echo "Write your mail provider's address into secrets/email_url and, once GlitchTip has given you one, an API token into secrets/api_token."
fi

# GlitchTip's user and PostgreSQL's user in their images.
if [[ $(id -u) -eq 0 ]]; then
  chown 5000 secret_key database_password email_url
  chown 70 postgres_password
else
  echo "Not root, so the containers can't read these files yet. Now run:"
  echo "  sudo chown 5000 secrets/secret_key secrets/database_password secrets/email_url; sudo chown 70 secrets/postgres_password"
fi

if [[ ! -e published ]]; then
  cat <<'TEXT'
PostgreSQL keeps its old password in its volume until it is told, and GlitchTip can't sign in with the new one until then. Now run:
  docker compose up --detach --force-recreate postgres
  docker compose exec postgres sh -c 'printf "ALTER ROLE glitchtip PASSWORD \047%s\047" "$(cat /run/secrets/postgres_password)" | psql --username=glitchtip'
  docker compose up --detach --force-recreate
TEXT
fi
rm -f published
