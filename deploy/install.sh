#!/usr/bin/env bash
# Installs Szansa from this tree: its environment, its static files and its compiled texts.
#
#   deploy/install.sh TARGET
#
# TARGET is the folder of the environment; a stale one is made anew. The tree stays where it is and
# is served from there. Nothing is started, and no database is needed. Safe to repeat.
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: deploy/install.sh TARGET (the folder that shall hold the environment)" >&2
  exit 2
fi
SZANSA_VENV=$(realpath -m "$1")
export SZANSA_VENV
cd "$(dirname "$0")/.."

# The way into the environment is that of every start: packages by their hashes, a stamp on success.
export SZANSA_ENV=production
if [ ! -f .env ]; then
  # Collecting files signs nothing, so the real key need not be known yet.
  export SECRET_KEY=not-the-real-one
fi
python3 manage.py collectstatic --noinput --verbosity 0
"$SZANSA_VENV/bin/python" -c 'from config import catalogue; catalogue.compile_catalogue()'
echo "installed: environment $SZANSA_VENV, static files $PWD/staticfiles"
