#!/bin/sh
# Nothing would be scheduled, so a container that merely stays up would look like a sound beat.
echo "The reference target has no scheduler, so there is no beat to run." >&2
exit 64
