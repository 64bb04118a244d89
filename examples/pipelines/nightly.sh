#!/bin/sh
# Checks staging against the contract, for cron. It prints nothing when all is well, and cron mails the output. Install the
# package in /var/lib/contract (npm install enrichment-sandbox), put this script there, and a line into /etc/cron.d/contract:
#
#   17 3 * * * contract flock -n /run/lock/contract /var/lib/contract/nightly.sh
#
# /etc/contract.env, readable only by this user, contains CONTRACT_BASE_URL=... and CONTRACT_TOKEN=...; CONTRACT_OTHER_TOKEN,
# CONTRACT_EXPIRED_TOKEN, CONTRACT_EMPTY_TOKEN and CONTRACT_JOB_ID are optional. CONTRACT_ENV and CONTRACT_HOME change these paths.
home=${CONTRACT_HOME:-/var/lib/contract}
set -a
. "${CONTRACT_ENV:-/etc/contract.env}" || exit 2
set +a
cd "$home" || exit 2

# One folder per day. Folders older than thirty days are removed.
reports=$home/reports/$(date +%F)
mkdir -p "$reports" || exit 2
output=$(npx --no-install enrichment-sandbox contract --base-url "$CONTRACT_BASE_URL" --watch 60s --quiet \
  --ledger ledger.json --report-dir "$reports" 2>&1)
status=$?
if [ "$status" != 0 ]; then
  printf '%s\n\nExit status %s; the reports are in %s\n' "$output" "$status" "$reports"
  [ ! -f "$reports/summary.md" ] || { echo; cat "$reports/summary.md"; }
fi
find "$home/reports" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -r {} +
exit "$status"
