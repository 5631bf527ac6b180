# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by who rotates
# What the processes trust each other and their callers by, replaced while they run. Needs: $repo, $state.

readonly token_minutes=15 # until the tokens of a key have ended: it signs for 3 minutes more, and they are good for 10

# rotate_signing_key [now]: a new key, before the one that signs, which stays as long as its tokens are good. With `now` that one is taken out at once.
rotate_signing_key() {
  local file=$state/secrets/signing.pem
  if [[ ${1:-} != now && $(grep -c 'BEGIN.*PRIVATE KEY' "$file") -gt 1 && -n $(find "$file" -mmin "-$token_minutes") ]]; then
    echo "It was done less than $token_minutes minutes ago, and tokens of the key that would be taken out are still good. Wait, or give --now." >&2
    return 1
  fi
  (
    umask 077
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$file.new"
    if [[ ${1:-} != now ]]; then openssl pkey -in "$file" >>"$file.new"; fi # the first of it
  )
  own parley:parley "$file.new"
  mv "$file.new" "$file"
}

# rotate_certificates STEP: as deploy/certificates.
rotate_certificates() { "$repo/deploy/certificates" "$state/certificates" "$1"; }
