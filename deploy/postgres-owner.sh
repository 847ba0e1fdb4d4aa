#!/usr/bin/env bash
# Run once by the image of PostgreSQL, on an empty data folder: makes the owner and the database.
# Every other role is made by prepare_database, under this owner; nothing of ours is a superuser.
set -euo pipefail

psql --username postgres --set ON_ERROR_STOP=1 --quiet <<'SQL'
\set password `cat /run/secrets/owner_database_password`
CREATE ROLE szansa_owner LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE szansa OWNER szansa_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
