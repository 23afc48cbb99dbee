#!/bin/sh
# See that there is a Chromium for the browser tests; install the system's where that is allowed.
set -u
find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
find_browser >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  if $as_root true 2>/dev/null; then
    echo "· Installing Chromium for the browser tests"
    { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium; } >/dev/null 2>&1
  fi
fi
find_browser >/dev/null 2>&1 || echo "· There is no Chromium: install the package chromium, else the browser tests are skipped."
exit 0
