#!/usr/bin/env bash
# Installs what PerfMonitor needs and this machine does not have yet, saying each step; run again, it finds nothing to do.
#   eng/setup.sh          everything needed to run
#   eng/setup.sh --test   also what the tests need; building is left to them
set -euo pipefail
cd "$(dirname "$0")/.."

aspire_version=13.5.4 # the same as DcpBundle.Version
node_least=20.19

for_tests=false
case "${1-}" in
  --test) for_tests=true ;;
  '') ;;
  *) echo "usage: eng/setup.sh [--test]" >&2; exit 2 ;;
esac

say() { printf '==> %s\n' "$*"; }
fail() { printf 'PerfMonitor cannot be set up: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }

# Runs a command that says a lot, and shows what it said only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ $status -eq 0 ] || tail -30 "$log" >&2
  rm -f "$log"
  return $status
}

check_sdk() {
  have dotnet || fail "there is no .NET SDK; install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0)."
  local said
  said=$(dotnet --version 2>&1) \
    || fail "global.json asks for the .NET 10 SDK, and only these are installed: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' '); install it (https://dotnet.microsoft.com/download/dotnet/10.0)."
  case "$said" in 10.*) ;; *) fail "it needs the .NET 10 SDK, and this is $said (https://dotnet.microsoft.com/download/dotnet/10.0)." ;; esac
}

check_node() {
  if ! have node || ! have npm; then fail "there is no Node.js with npm; install version $node_least or newer (https://nodejs.org)."; fi
  local version
  version=$(node -p process.versions.node)
  [ "$(printf '%s\n' "$node_least" "$version" | sort -V | head -1)" = "$node_least" ] \
    || fail "it needs Node.js $node_least or newer, and this is $version (https://nodejs.org)."
}

engine_answers() {
  local client
  for client in docker podman; do
    if have "$client" && timeout 10 "$client" info >/dev/null 2>&1; then echo "$client"; return 0; fi
  done
  return 1
}

# Debian packages that are missing. A server is not needed when the environment says where one runs.
missing_packages() {
  { have redis-server || have valkey-server || [ -n "${ConnectionStrings__live-}" ]; } || echo redis-server
  { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || [ -x /opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server ] || [ -n "${ConnectionStrings__bus-}" ]; } || echo rabbitmq-server
  { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb || [ -n "${ConnectionStrings__postgres-}${ConnectionStrings__perfmonitor-}" ]; } || echo postgresql
  { [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || [ "$(uname)" = Darwin ]; } || echo fonts-dejavu-core
  if $for_tests; then
    have chromium || echo chromium
    have qpdf || echo qpdf
    have pdftotext || echo poppler-utils
  fi
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
can_be_root() { [ "$(id -u)" = 0 ] || { have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; }

# PerfMonitor starts servers of its own on folders of its own; the packaged ones shall not start, now or at the next boot.
guard=/usr/sbin/policy-rc.d
guarded=false
unguard() { if $guarded; then as_root rm -f "$guard"; guarded=false; fi; }
trap unguard EXIT

install_packages() {
  local packages=("$@")
  say "Installing with apt: ${packages[*]}"
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$guard" >/dev/null
    guarded=true
    as_root chmod +x "$guard"
  fi
  quietly as_root apt-get -q -o DPkg::Lock::Timeout=300 update || say "apt-get update failed; going on with the lists there are"
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${packages[@]}" \
    || fail "apt-get could not install ${packages[*]}; its last lines are above."
  unguard
  if have systemctl; then
    local package
    for package in "${packages[@]}"; do
      case "$package" in
        redis-server | rabbitmq-server | postgresql)
          as_root systemctl disable --quiet "$package" 2>/dev/null || say "$package may start by itself at the next boot; PerfMonitor does not need that"
          ;;
      esac
    done
  fi
}

install_servers() {
  local packages engine
  mapfile -t packages < <(missing_packages)
  if [ ${#packages[@]} -eq 0 ]; then return 0; fi
  if have apt-get && can_be_root; then
    install_packages "${packages[@]}"
  elif engine=$(engine_answers); then
    say "Not installed: ${packages[*]}; servers among them run as $engine containers"
  elif have apt-get; then
    fail "these packages are missing and only root may install them: sudo apt-get install ${packages[*]}"
  else
    fail "these are missing (by their Debian names): ${packages[*]}. Install them with this system's package manager, or start docker or podman, or set ConnectionStrings__bus, __live and __postgres to servers that run."
  fi
}

install_aspire() {
  if [ -n "${Aspire__Bundle-}" ]; then return 0; fi
  local folder system
  folder="${XDG_CACHE_HOME:-$HOME/.cache}/perfmonitor/aspire/$aspire_version"
  if [ -x "$folder/bundle/dcp/dcp" ] && [ -x "$folder/bundle/managed/aspire-managed" ]; then return 0; fi
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) system=linux-x64 ;;
    Linux-aarch64 | Linux-arm64) system=linux-arm64 ;;
    *) fail "the Aspire engine is fetched for Linux on x64 and arm64 only; here, run 'aspire setup' of the Aspire CLI $aspire_version and set Aspire__Bundle to the folder it fills." ;;
  esac
  say "Installing the Aspire engine and dashboard $aspire_version into $folder"
  local download
  mkdir -p "${folder%/*}"
  download=$(mktemp -d "$folder.XXXXXX")
  quietly npm pack "@microsoft/aspire-cli-$system@$aspire_version" --pack-destination "$download" || fail "npm could not fetch @microsoft/aspire-cli-$system@$aspire_version."
  tar -xzf "$download"/*.tgz -C "$download"
  # The CLI checks what it unpacked only where it would look for it later, below a home folder; elsewhere it takes its work back.
  if ! quietly env HOME="$download" ASPIRE_CLI_TELEMETRY_OPTOUT=1 "$download/package/bin/aspire" setup --install-path "$download/.aspire" --nologo --non-interactive \
    || [ ! -x "$download/.aspire/bundle/dcp/dcp" ]; then
    rm -rf "$download"
    fail "the Aspire engine could not be unpacked into $download; is there room for 600 MB?"
  fi
  rm -rf "$folder"
  mkdir -p "$folder"
  mv "$(readlink -f "$download/.aspire/bundle")" "$folder/bundle"
  rm -rf "$download"
}

build_web() {
  if [ ! -f web/package.json ]; then say "There is no web/package.json yet: the page and the inbox are left out"; return 0; fi
  local installed=web/node_modules/.package-lock.json built=web/node_modules/.perfmonitor-built
  if [ ! -f "$installed" ] || [ web/package-lock.json -nt "$installed" ]; then
    say "Installing the npm packages"
    quietly npm --prefix web ci --no-audit --no-fund || fail "npm ci failed in web; its last lines are above."
    touch "$installed"
    rm -f "$built"
  fi
  if [ ! -f "$built" ] || [ -n "$(find web -name node_modules -prune -o -name dist -prune -o -name PerfMonitor.Web -prune -o -type f -newer "$built" -print -quit)" ]; then
    say "Building the page and the inbox"
    quietly npm --prefix web run build || fail "the TypeScript build failed; its last lines are above."
    touch "$built"
  fi
}

build_services() {
  say "Building the services"
  quietly dotnet build PerfMonitor.AppHost -c Release --nologo -v q || fail "the build failed; its last lines are above."
}

check_sdk
check_node
install_servers
install_aspire
build_web
if $for_tests; then
  say "Restoring the NuGet packages"
  quietly dotnet restore PerfMonitor.sln || fail "dotnet restore failed; its last lines are above."
else
  build_services
fi
