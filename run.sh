#!/usr/bin/env bash
# Starts PerfMonitor: installs what is missing, builds, runs. Arguments go to the AppHost: ./run.sh --fresh, ./run.sh --Ports:web=3100
set -euo pipefail
cd "$(dirname "$0")"
./eng/setup.sh
exec dotnet run -c Release --project PerfMonitor.AppHost --no-build -- "$@"
