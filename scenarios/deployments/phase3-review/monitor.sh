#!/bin/bash
# Quick look at the GlitchTip stack; run by hand: ./monitor.sh

cd /opt/glitchtip || exit 1

echo "=== Containers ==="
docker compose ps

echo "=== Resources ==="
docker stats --no-stream --format "table {{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}"

echo "=== Health ==="
curl -s -o /dev/null -w "HTTP %{http_code} in %{time_total}s\n" http://127.0.0.1:8080/_health/

echo "=== Memory ==="
free -m

echo "=== Latest backups ==="
find backups -name "glitchtip_*.sql.gz" -printf "%TY-%Tm-%Td %TH:%TM  %s bytes  %f\n" | sort | tail -3
