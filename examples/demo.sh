#!/bin/sh
# The demo: code the sample reports, show the claims as a table, then one claim unfolded.
set -e
dateline=$1
case $dateline in */*) dateline=$(cd "$(dirname "$dateline")" && pwd)/$(basename "$dateline") ;; esac
cd "$(dirname "$0")/western-anbar-2017"
"$dateline" code ./*.html ./*.txt --unfold 2
