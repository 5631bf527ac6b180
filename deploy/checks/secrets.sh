# shellcheck shell=bash disable=SC2154,SC2034 # what is named under "Needs" is set by deploy/doctor
# Secrets and certificates. Needs: $state, $chosen.

readonly certificate_days=30 # from then on deploy/up renews them

check_secrets() {
  local file
  while IFS= read -r file; do
    trouble "$file can be read by others than the processes." "chmod go= $file; whoever could read it may know it: see what to renew." "Secrets are open to others"
  done < <(find "$state/secrets" "$state/certificates" -perm /077 \( -type d -o ! -name '*.pem' -o -path "$state/secrets/*" \))
  while IFS= read -r file; do
    trouble "$file is not the processes' own: they can't read it." "chown $(service_user): $file" "Secrets are open to others"
  done < <(find "$state/secrets" "$state/certificates" ! -user "$(service_user)")
}

# days_left FILE: until the certificate ends.
days_left() {
  local end
  end=$(openssl x509 -in "$1" -noout -enddate) || return
  echo $((($(date -d "${end#*=}" +%s) - $(date +%s)) / 86400))
}

check_certificates() {
  local file days fewest=100000
  for file in "$state"/certificates/*.pem; do
    days=$(days_left "$file") || return
    ((days >= fewest)) || fewest=$days
    ((days < certificate_days)) || continue
    trouble "The certificate ${file##*/} ends in $days days." \
      "deploy/rotate certificates renews it. (If it is ca.pem: deploy/rotate ca.)" "A certificate ends soon"
  done
  detail="the first ends in $fewest days"
}

fingerprint() { openssl x509 -noout -fingerprint -sha256 2>/dev/null; }

# uses_certificate SERVICE: false when it answers with another than is there. Who does not answer is told among the processes.
uses_certificate() {
  local service=$1 port=${chosen[${1^^}_PORT]:-} file=$1 served
  if [[ $service == gateway ]]; then port=${chosen[GRPC_PORT]:-} file=edge; fi
  served=$({ timeout 3 openssl s_client -connect "127.0.0.1:$port" -alpn h2 </dev/null 2>/dev/null || true; } | fingerprint) || return 0
  [[ -z $served || $served == "$(fingerprint <"$state/certificates/$file.pem")" ]]
}

# What was replaced is used a few seconds later.
check_served_certificates() {
  local service file
  for service in "${owners[@]}" gateway; do
    ! uses_certificate "$service" || continue
    sleep 4
    ! uses_certificate "$service" || continue
    file=$service
    [[ $service != gateway ]] || file=edge
    trouble "$service does not use its certificate $file.pem." "grep certificates $state/logs/$service.log says why; mend that, or renew it: deploy/rotate certificates." "A certificate ends soon"
  done
}
