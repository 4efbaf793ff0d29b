#!/bin/sh
# The province's main job from beginning to end, as a regional system and four people would do it.
# Usage: docs/walkthrough.sh [CREDENTIALS]   on a running `simpul up`; needs curl, openssl and python3
set -eu
here=$(dirname "$0")
credentials=${1:-.simpul/credentials.json}
get() { python3 -c "import json, sys; print(json.load(sys.stdin)$1)"; }
S=$(get '["base_url"]' <"$credentials")
handle=kab.contoh.$$
period=$(date +%Y-%m)
today=$(date +%Y-%m-%d)
call() { # METHOD PATH TOKEN [JSON] [VERSION]
    method=$1 path=$2 token=$3 json=${4:-} version=${5:-}
    set -- -sS --fail-with-body -X "$method" "$S$path" -H "Authorization: Bearer $token"
    [ -z "$json" ] || set -- "$@" -H 'Content-Type: application/json' -d "$json"
    [ -z "$version" ] || set -- "$@" -H "If-Match: \"$version\""
    [ "$method" != POST ] || set -- "$@" -H "Idempotency-Key: $(openssl rand -hex 16)"
    curl "$@"
}

echo '1. a regional system gets a token by client credentials'
client=$(python3 -c 'import json, sys
c = next(c for c in json.load(open(sys.argv[1]))["clients"] if c["tenant"] == "32.04")
print(c["client_id"] + ":" + c["client_secret"])' "$credentials")
SYSTEM=$(curl -sS -u "$client" "$S/oauth/token" -d grant_type=client_credentials | get '["access_token"]')
call GET /v1/me "$SYSTEM" | get '["name"]'

echo '2. it registers a channel'
call POST /v1/channels "$SYSTEM" \
    '{"platform": "instagram", "handle": "'$handle'", "name": "Pemerintah Kabupaten Contoh"}' |
    get '["status"]'

echo '3. it uploads a picture straight to the storage; a worker checks it'
picture=$(mktemp)
trap 'rm -f "$picture"' EXIT
python3 - >"$picture" <<'PY'
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
line = lambda y: b"\0" + b"".join(bytes([x * 4, y * 4, 160]) for x in range(64))
rows = b"".join(line(y) for y in range(64))
sys.stdout.buffer.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
PY
size=$(wc -c <"$picture" | tr -d ' ')
sha256=$(openssl dgst -sha256 -r "$picture" | cut -d' ' -f1)
made=$(call POST /v1/assets "$SYSTEM" '{"purpose": "attachment", "file_name": "kegiatan.png",
    "content_type": "image/png", "size": '"$size"', "sha256": "'"$sha256"'", "alt": "Suasana lokakarya"}')
asset=$(echo "$made" | get '["id"]')
set --
for field in $(echo "$made" | python3 -c 'import json, sys
for name, value in json.load(sys.stdin)["upload"]["fields"].items(): print(f"{name}={value}")'); do
    set -- "$@" -F "$field"
done
curl -sS --fail-with-body "$@" -F "file=@$picture;type=image/png" "$(echo "$made" | get '["upload"]["url"]')"
call POST "/v1/assets/$asset/complete" "$SYSTEM" '' 1 | get '["status"]'
while status=$(call GET "/v1/assets/$asset" "$SYSTEM" | get '["status"]') && [ "$status" = checking ]; do
    sleep 0.2
done
echo "$status"

echo '4. it submits an activity report that shows the picture'
report=$(call POST /v1/reports "$SYSTEM" '{"period": "'"$period"'", "kind": "training",
    "title": "Lokakarya pengelolaan media sosial", "summary": "Pelatihan bagi pengelola kanal resmi.",
    "starts_on": "'"$today"'", "ends_on": "'"$today"'", "participants": 120,
    "asset_ids": ["'"$asset"'"], "neutrality_attested": true}' | get '["id"]')
call POST "/v1/reports/$report/submit" "$SYSTEM" '' 1 | get '["status"]'

echo '5. a verifier of the province accepts it'
PROVINCE=$("$here/sign-in.sh" verifier@32.simpul.example "$credentials")
call POST "/v1/reports/$report/accept" "$PROVINCE" '' 2 | get '["status"]'

echo '6. one person writes a clarification and submits it'
OPERATOR=$("$here/sign-in.sh" operator@32-04.simpul.example "$credentials")
clarification=$(call POST /v1/clarifications "$OPERATOR" '{"title": "[HOAKS] Tautan bantuan tunai '$$'",
    "claim_reviewed": "Pemerintah kabupaten membuka pendaftaran bantuan tunai lewat tautan.",
    "verdict": "false", "label": "disinformasi", "topic": "social_aid",
    "body": "Beredar sebuah tautan. **Faktanya**, tidak ada pendaftaran lewat tautan.",
    "sources": [{"title": "Keterangan resmi Dinas Sosial", "url": "https://dinsos.example/berita/1"}]}' |
    get '["id"]')
call POST "/v1/clarifications/$clarification/submit" "$OPERATOR" '' 1 | get '["status"]'

echo '7. another person approves and publishes it'
VERIFIER=$("$here/sign-in.sh" verifier@32-04.simpul.example "$credentials")
call POST "/v1/clarifications/$clarification/approve" "$VERIFIER" '{"checklist": {"clear_source": true,
    "crosschecked": true, "neutral": true, "plain_language": true, "no_sara": true,
    "no_personal_data": true}}' 2 | get '["status"]'
slug=$(call POST "/v1/clarifications/$clarification/publish" "$VERIFIER" '' 3 | get '["slug"]')

echo '8. anybody reads it'
curl -sS --fail-with-body "$S/v1/public/clarifications/$slug" | python3 -c 'import json, sys
c = json.load(sys.stdin); print(c["verdict"], c["title"], "-", c["publisher"]["name"])'
