"""An engine as a program of its own: `python -m plankg.endpoint`."""

from plankg.endpoint.worker import main

main()
