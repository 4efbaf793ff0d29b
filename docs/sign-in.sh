#!/bin/sh
# Signs a person in as a browser would (authorization code with PKCE) and prints the access token.
# Usage: docs/sign-in.sh EMAIL [CREDENTIALS]   needs curl, openssl and python3
set -eu
email=$1
credentials=${2:-.simpul/credentials.json}
read -r base tenant password <<END
$(python3 - "$credentials" "$email" <<'PY'
import json, sys
known = json.load(open(sys.argv[1]))
person = next(p for p in known["people"] if p["email"] == sys.argv[2])
print(known["base_url"], person["tenant"], person["password"])
PY
)
END
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT
verifier=$(openssl rand -hex 32)
challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d =)
redirect=http://127.0.0.1/callback
asked="response_type=code&client_id=simpulctl&redirect_uri=$redirect&state=x&tenant=$tenant"
start="$base/oauth/authorize?$asked&code_challenge=$challenge&code_challenge_method=S256"

page=$(curl -sSL -c "$jar" -b "$jar" -w '\n%{url_effective}' "$start")
url=$(printf %s "$page" | tail -n 1)
set --
for field in $(printf %s "$page" | grep -o '<input type="hidden" name="[^"]*" value="[^"]*"' |
    sed 's/.*name="\([^"]*\)" value="\([^"]*\)"/\1=\2/; s/&amp;/\&/g'); do
    set -- "$@" --data-urlencode "$field"
done
location=$(curl -sS -c "$jar" -b "$jar" -o /dev/null -w '%{redirect_url}' "$@" \
    --data-urlencode "email=$email" --data-urlencode "password=$password" "$url")
while [ "${location#"$redirect"}" = "$location" ]; do
    location=$(curl -sS -c "$jar" -b "$jar" -o /dev/null -w '%{redirect_url}' "$location")
    [ -n "$location" ] || { echo "sign-in failed" >&2; exit 1; }
done
code=$(printf %s "$location" | sed 's/.*[?&]code=\([^&]*\).*/\1/')
curl -sS "$base/oauth/token" -d grant_type=authorization_code -d client_id=simpulctl \
    -d redirect_uri=$redirect -d code="$code" -d code_verifier="$verifier" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])'
