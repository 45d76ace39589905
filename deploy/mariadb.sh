#!/bin/sh
# The MariaDB programs for the tests, unless a server is named or the programs are there.
# Only the programs are installed: no service is started; the tests run a private server in a temporary folder.
set -eu
[ -z "${SYNCD_TEST_MYSQL:-}" ] || exit 0
PATH=$PATH:/usr/sbin:/usr/local/sbin
if command -v mariadbd >/dev/null || command -v mysqld >/dev/null; then exit 0; fi

if [ "$(id -u)" = 0 ]; then as=''
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as='sudo'
else
    echo 'The tests need MariaDB. Set SYNCD_TEST_MYSQL=mysql+pymysql://USER:PASSWORD@HOST:3306/ or run: apt-get install mariadb-server-core' >&2
    exit 2
fi
command -v apt-get >/dev/null || { echo 'The tests need MariaDB (mariadbd) on this machine.' >&2; exit 2; }
$as apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends mariadb-server-core mariadb-client-core >/dev/null
