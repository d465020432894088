#!/bin/sh
set -e
./backup.sh
docker image prune --force
