# Sourced by the scripts in dev/: where things are, and how to say so.
# Nothing is kept inside the checkout; everything is under $CACHE and may be deleted at any time.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
ADDON=bi_pos_multi_session_sync
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/$ADDON
ODOO=${ODOO_HOME:-$CACHE/odoo-17.0}
VENV=$CACHE/venv
UV=$CACHE/uv/bin/uv
BIN=$CACHE/bin # holds google-chrome, put first on PATH by dev/test
# Several checkouts may share one cache: what belongs to one of them carries its key.
KEY=$(printf %s "$ROOT" | sha256sum | cut -c1-8)
LINKS=$CACHE/addons/$KEY
# A cluster beside the usual one, for what needs other settings of PostgreSQL or may kill it.
CLUSTER=${POS_SYNC_CLUSTER:+-$POS_SYNC_CLUSTER}
DATA=$CACHE/data$CLUSTER # Odoo's data folder: the filestore of every database
PREFIX=bi_pos_sync_ # of every database we may touch

unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$CACHE/pycache

say() { printf '== %s\n' "$*" >&2; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; exit "${1:-0}"; }
is_root() { [ "$(id -u)" = 0 ]; }

# Where the private PostgreSQL lives: its system user must be able to reach it, and the path of a
# unix socket is short, so a private or deep cache folder is replaced by one under /var/tmp.
pg_dir() {
  local dir=$CACHE/pg$CLUSTER
  if is_root || [ ${#dir} -gt 80 ]; then
    dir=/var/tmp/${PREFIX}pg_$(id -u)_$(printf %s "$CACHE" | sha256sum | cut -c1-8)$CLUSTER
  fi
  printf %s "$dir"
}
PG_DIR=$(pg_dir)
export PGHOST=$PG_DIR PGUSER=odoo

# odoo-bin on our cluster, data folder and addons path, without anybody's personal config file.
ODOO_BIN=("$VENV/bin/python" "$ODOO/odoo-bin")
ODOO_ARGS=(--config=/dev/null --db_host="$PG_DIR" --db_user=odoo --data-dir="$DATA"
  --addons-path="$ODOO/addons,$ODOO/odoo/addons,$LINKS")
odoo() { "${ODOO_BIN[@]}" "$@" "${ODOO_ARGS[@]}"; }

# apt_install PACKAGE…: false where we are not root on Debian.
apt_install() {
  is_root && command -v apt-get >/dev/null || return 1
  say "installing $* with apt-get"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } </dev/null >"$CACHE/apt.log" 2>&1
}

# install_node: the packages of dev/package.json, into $NODE.
NODE=$CACHE/node
install_node() {
  local want; want=$(sha256sum <"$ROOT/dev/package.json")
  command -v npm >/dev/null || apt_install nodejs npm || die "npm is missing: install Node.js 18 or later with npm (Debian: nodejs npm)."
  mkdir -p "$NODE" && exec 7>"$CACHE/node.lock" && flock 7
  if [ "$(cat "$NODE/.stamp" 2>/dev/null)" != "$want" ]; then
    say "installing the packages of dev/package.json"
    rm -rf "$NODE" && mkdir -p "$NODE" && cp "$ROOT/dev/package.json" "$NODE"
    npm install --prefix "$NODE" --no-package-lock --no-audit --no-fund --loglevel=error >&2 || die "the packages of dev/package.json could not be installed from npm."
    echo "$want" >"$NODE/.stamp"
  fi
  exec 7>&-
}

# make_venv DIR: an empty Python environment with a version that Odoo 17 runs on.
make_venv() {
  if [ ! -x "$UV" ]; then
    rm -rf "$CACHE/uv"
    python3 -m venv "$CACHE/uv" >/dev/null 2>&1 || { rm -rf "$CACHE/uv"; apt_install python3-venv && python3 -m venv "$CACHE/uv" >&2; } ||
      die "Python cannot make virtual environments: install python3 with its venv module (Debian: python3-venv)."
    "$CACHE/uv/bin/pip" install --quiet uv >&2 || die "uv could not be installed from PyPI, see the lines above."
  fi
  rm -rf "$1"
  "$UV" venv --quiet --python '>=3.11,<3.13' "$1" || die "no Python 3.11 or 3.12 was found: install one (Debian 12 has 3.11)."
}
