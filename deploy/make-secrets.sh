#!/usr/bin/env bash
# Makes the secrets that compose.yaml mounts, in deploy/secrets; what is already there stays.
#
#   deploy/make-secrets.sh
#
# The two key files are not made here but by `manage.py make_keys`; see deploy/README.md.
set -euo pipefail
cd "$(dirname "$0")"

random() {
  # Letters and digits only, so that a password needs no escaping in an address.
  head -c 4096 /dev/urandom | LC_ALL=C tr -dc 'a-zA-Z0-9' | head -c "$1"
}

keep() {
  [ -s "secrets/$1" ] || printf '%s\n' "$2" > "secrets/$1"
}

password_of() {
  cat "secrets/$1_database_password"
}

# The folder guards the files on this machine; a container sees only those mounted into it, and
# its user, who owns nothing here, must be able to read them.
mkdir -p secrets
chmod 0700 secrets
umask 0222

keep secret_key "$(random 64)"
keep postgres_password "$(random 32)"
for login in owner web publishing; do
  keep "${login}_database_password" "$(random 32)"
done

# The owner goes straight to PostgreSQL, the others through PgBouncer.
keep owner_database_url "postgres://szansa_owner:$(password_of owner)@postgres:5432/szansa"
keep web_database_url "postgres://szansa_web:$(password_of web)@pgbouncer:6432/szansa"
keep publishing_database_url \
  "postgres://szansa_publishing:$(password_of publishing)@pgbouncer:6432/szansa"
keep pgbouncer_users "\"szansa_web\" \"$(password_of web)\"
\"szansa_publishing\" \"$(password_of publishing)\""

broker_password=$(random 32)
keep rabbitmq_login "default_user = szansa
default_pass = $broker_password"
keep broker_url \
  "amqp://szansa:$(sed -n 's/^default_pass = //p' secrets/rabbitmq_login)@rabbitmq:5672//"

for key in key_ring matching_keys; do
  [ ! -e "secrets/$key" ] || chmod 0444 "secrets/$key"
  [ -s "secrets/$key" ] || echo "still to be made: deploy/secrets/$key (manage.py make_keys)"
done
[ -s secrets/mail_password ] || echo "still to be written: deploy/secrets/mail_password"
