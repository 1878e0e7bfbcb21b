#!/usr/bin/env bash
# Runs every test, against a real PostgreSQL and a real browser. As root it installs what is missing; otherwise what needs
# something that isn't there is skipped by name. Ends with a line "N passed, N failed, N skipped".
#   bash tests/run.sh [--filter EXPRESSION]     the filter is dotnet test's
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

have_postgres() { ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || command -v initdb >/dev/null; }
have_browser() { [ -x /usr/bin/chromium ]; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  wanted=()
  have_postgres || wanted+=(postgresql)
  have_browser || wanted+=(chromium)
  if [ ${#wanted[@]} -gt 0 ]; then
    echo "installing ${wanted[*]}"
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${wanted[@]}"; } >"$log" 2>&1; then
      tail -n 5 "$log"
      echo "could not install ${wanted[*]}: what needs it is skipped"
    fi
    rm -f "$log"
  fi
fi

# Microsoft's Teams test client, and Slack's own types with their compiler, for the tests that use them.
if command -v npm >/dev/null; then
  (cd tests/EndToEnd.Tests && npm ci --ignore-scripts --no-audit --no-fund) >/dev/null 2>&1 || echo "npm could not fetch Microsoft's test client and Slack's types: what needs them is skipped"
fi

eval "$(bash tests/postgres.sh start)"
results=$(mktemp -d)
trap 'bash tests/postgres.sh stop; rm -rf "$results"' EXIT

echo "building"
dotnet build ClientBot.sln -v quiet --nologo -clp:NoSummary || { echo "0 passed, 1 failed"; exit 1; }
code=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "running $name"
  dotnet test "$project" --no-build --nologo -v quiet --logger "trx;LogFileName=$name.trx" --results-directory "$results" --blame-hang-timeout 15m "$@" || code=1
done

# The counts of all projects, from the result files themselves.
read -r passed failed skipped < <(node -e '
  const fs = require("fs"), path = require("path"), dir = process.argv[1];
  let passed = 0, failed = 0, skipped = 0;
  for (const file of fs.readdirSync(dir).filter(f => f.endsWith(".trx"))) {
    const text = fs.readFileSync(path.join(dir, file), "utf8");
    const c = Object.fromEntries([...text.match(/<Counters [^>]*>/)[0].matchAll(/(\w+)="(\d+)"/g)].map(m => [m[1], +m[2]]));
    passed += c.passed; failed += c.failed + c.error + c.timeout + c.aborted; skipped += c.total - c.executed;
    for (const m of text.matchAll(/<UnitTestResult [^>]*testName="([^"]*)"[^>]*outcome="NotExecuted"/g)) console.error("skipped: " + m[1]);
    for (const m of text.matchAll(/<UnitTestResult [^>]*testName="([^"]*)"[^>]*outcome="Failed"[^>]*>[^]*?<Message>([^]*?)<\/Message>/g)) console.error("failed: " + m[1] + "\n" + m[2]);
  }
  console.log(passed, failed, skipped);' "$results")
[ "$code" = 0 ] || [ "${failed:-0}" != 0 ] || failed=1
echo "${passed:-0} passed, ${failed:-1} failed, ${skipped:-0} skipped"
[ "${failed:-1}" = 0 ] && [ "${passed:-0}" != 0 ]
