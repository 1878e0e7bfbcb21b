#!/usr/bin/env bash
# bash deploy/teams/package.sh APP_ID DOMAIN [FILE]: makes the Teams app package.
set -euo pipefail
if [ $# -lt 2 ]; then
  echo "usage: bash deploy/teams/package.sh APP_ID DOMAIN [FILE]" >&2
  exit 2
fi
exec node "$(dirname "$0")/package.mjs" "$@"
