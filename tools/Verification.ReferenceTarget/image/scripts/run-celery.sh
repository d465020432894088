#!/bin/sh
# Without the scheduler, as a Celery worker without beat: no alerts and no checks of monitored sites.
exec "$(dirname "$0")/run-target.sh" celery
