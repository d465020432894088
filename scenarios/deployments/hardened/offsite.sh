#!/usr/bin/env bash
# Copies the folder of one backup to another machine; rsync compares checksums of what arrived.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./ops.env
: "${OFFSITE_TARGET:?ops.env must say where backups are copied to, such as user@host:folder/}"
rsync --archive --checksum -- "$1" "$OFFSITE_TARGET"
