"""An engine as a program of its own: `python -m plankg.server.sparql`."""

from plankg.server.sparql.worker import main

main()
