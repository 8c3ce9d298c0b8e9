#!/usr/bin/env bash
# What the tests need from Debian or Ubuntu: installed where we may, named where we may not.
set -u
declare -A needed=([postgresql]=/usr/lib/postgresql [chromium]=chromium [strace]=strace [poppler-utils]=pdftotext [gettext]=msgfmt [libnss3-tools]=certutil)
missing=()
for package in "${!needed[@]}"; do
  probe=${needed[$package]}
  if [[ $probe == /* ]]; then [ -d "$probe" ] || missing+=("$package")
  else command -v "$probe" >/dev/null 2>&1 || missing+=("$package"); fi
done
[ ${#missing[@]} -eq 0 ] && exit 0
run=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then run=(sudo -n); else
    echo "Missing for the tests: ${missing[*]}. Install them: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || {
  echo "Could not install: ${missing[*]}. Install them by hand and run again." >&2
  exit 1
}
