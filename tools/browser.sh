#!/bin/sh
# See that there is a Chromium for the browser tests; install the system's where that is allowed.
# The headless shell is the same engine without the windows around it: the tests take a fifth of the time on it.
set -u
find_browser() {
  command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome
}
install() { DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "$1"; }
command -v chromium-headless-shell >/dev/null 2>&1 && exit 0
# Somebody's own Chromium will do; a machine that is there for the tests gets the faster one.
[ "${CI:-}" = true ] || { find_browser >/dev/null 2>&1 && exit 0; }
if command -v apt-get >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  if $as_root true 2>/dev/null; then
    echo "· Installing Chromium for the browser tests"
    { $as_root apt-get update -qq && { install chromium-headless-shell || find_browser || install chromium; }; } >/dev/null 2>&1
  fi
fi
find_browser >/dev/null 2>&1 || echo "· There is no Chromium: install the package chromium, else the browser tests are skipped."
exit 0
