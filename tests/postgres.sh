#!/usr/bin/env bash
# A PostgreSQL of its own for the tests: a new data folder, a free port, loopback only.
#   eval "$(tests/postgres.sh start)"   sets CLIENTBOT_TEST_POSTGRES and CLIENTBOT_TEST_POSTGRES_DIR; prints nothing where there is none
#   tests/postgres.sh stop              stops and deletes the one in CLIENTBOT_TEST_POSTGRES_DIR
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || { p=$(command -v initdb || true); [ -n "$p" ] && bin=$(dirname "$p"); }

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case "${1:-}" in
  start)
    [ -n "$bin" ] || exit 0
    dir=$(mktemp -d "${TMPDIR:-/tmp}/clientbot-postgres.XXXXXX")
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
    as_server "$bin/initdb" -D "$dir/data" -U clientbot -A trust --no-sync -E UTF8 --locale=C >"$dir.log" 2>&1
    as_server "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/server.log" -o "-p $port -h 127.0.0.1 -k $dir -c fsync=off -c max_connections=200" start >>"$dir.log" 2>&1
    rm -f "$dir.log"
    echo "export CLIENTBOT_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=clientbot;Database=postgres;Maximum Pool Size=40'"
    echo "export CLIENTBOT_TEST_POSTGRES_DIR='$dir'"
    ;;
  stop)
    dir=${CLIENTBOT_TEST_POSTGRES_DIR:-}
    [ -n "$dir" ] && [ -d "$dir/data" ] || exit 0
    as_server "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$dir"
    ;;
  *)
    echo "usage: tests/postgres.sh start|stop" >&2
    exit 2
    ;;
esac
