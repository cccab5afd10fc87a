#!/usr/bin/env bash
# Runs all tests: ./test.sh            everything
#                 ./test.sh unit       C# tests that need no server
#                 ./test.sh web        TypeScript: types, lint, tests
#                 ./test.sh system     the whole system with real servers, and the page in a real browser
# Closes with the line "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")"
level=${1:-all}
# One compiler server for all projects: the build takes a third of the time.
export UseSharedCompilation=true
# As the AppHost has it for the services: docs/performance.md, "The compiler".
export DOTNET_EnableWriteXorExecute=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0 broken=0

say() { printf '\n==> %s\n' "$*"; }

count() { # passed failed skipped
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# A step that is no test but must succeed counts as one failure when it does not.
must() {
  say "$1"; shift
  "$@" || { broken=$((broken + 1)); failed=$((failed + 1)); return 1; }
}

dotnet_tests() { # project
  local name log totals
  name=$(basename "$1" .csproj) log="$results/$(basename "$1").log"
  say "$name"
  dotnet test "$1" --no-build --nologo -v q --blame-hang-timeout 8m --blame-hang-dump-type none --logger "console;verbosity=normal" >"$log" 2>&1
  local status=$?
  grep -E '^\s+(Skipped|Failed) |Error Message|^\s+Assert|SKIP' "$log" | head -60
  # The summary of the test host: "Total tests: 34", "     Passed: 30", …
  totals=$(awk '/^ *Passed: /{p=$2} /^ *Failed: /{f=$2} /^ *Skipped: /{s=$2} END{print p+0, f+0, s+0}' "$log")
  if [ "$totals" = "0 0 0" ] || { [ $status -ne 0 ] && [ "$(cut -d' ' -f2 <<<"$totals")" = 0 ]; }; then
    tail -40 "$log"
    echo "$name did not run to its end (exit code $status)."
    broken=$((broken + 1)); failed=$((failed + 1))
  else
    [ $status -eq 0 ] || sed -n '/Failed /,/Stack Trace/p' "$log" | head -200
  fi
  # shellcheck disable=SC2086
  count $totals
  echo "    $totals (passed failed skipped)"
}

vitest() { # workspace
  say "web/$1"
  (cd "web/$1" && npx vitest run --reporter=default --reporter=json --outputFile.json="$results/$1.json") || true
  if [ -s "$results/$1.json" ]; then
    # shellcheck disable=SC2046
    count $(node -e 'const r=JSON.parse(require("fs").readFileSync(process.argv[1]));console.log(r.numPassedTests,r.numFailedTests+(r.numFailedTestSuites&&!r.numFailedTests?1:0),r.numPendingTests+r.numTodoTests)' "$results/$1.json")
  else
    broken=$((broken + 1)); failed=$((failed + 1))
  fi
}

must "Installing what is missing" ./eng/setup.sh --test || { echo "$passed passed, $failed failed, $skipped skipped"; exit 1; }

if [ "$level" = all ] || [ "$level" = web ]; then
  must "TypeScript: types" npm --prefix web run typecheck
  must "TypeScript: lint" npm --prefix web run lint
  vitest inbox
  vitest dashboard
fi

if [ "$level" != web ]; then
  must "Building" dotnet build PerfMonitor.sln --nologo -v q || { echo "$passed passed, $failed failed, $skipped skipped"; exit 1; }
fi

if [ "$level" = all ] || [ "$level" = unit ]; then
  must "Formatting" dotnet format whitespace PerfMonitor.sln --verify-no-changes --no-restore
  for project in tests/*.Tests/*.csproj; do
    [[ $project == *System.Tests* ]] || dotnet_tests "$project"
  done
fi

if [ "$level" = all ] || [ "$level" = system ]; then
  failed_before=$failed
  dotnet_tests tests/PerfMonitor.System.Tests/PerfMonitor.System.Tests.csproj
  if [ $failed -gt $failed_before ]; then
    echo "What the parts complained of last; all they wrote is in artifacts/system-tests:"
    for log in artifacts/system-tests/*.log; do
      grep -E -A2 '(warn|fail|crit): ' "$log" | tail -20 | cut -c1-300 | sed "s|^|  $(basename "$log" .log): |"
    done
  fi
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
