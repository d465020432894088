#!/bin/sh
# Runs one role of the reference target in this process; REFERENCE_LIKE and REFERENCE_DEFECTS become options of web, worker, celery and beat.
set -euf
role=$1
set -- "$role"
case $role in
  web|worker|celery|beat)
    [ -z "${REFERENCE_LIKE:-}" ] || set -- "$@" --like "$REFERENCE_LIKE"
    for defect in ${REFERENCE_DEFECTS:-}; do set -- "$@" --defect "$defect"; done ;;
esac
exec dotnet /app/reference-target/Verification.ReferenceTarget.dll "$@"
