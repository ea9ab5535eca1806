"""SPARQL over HTTP as the W3C recommends it: protocol, service description, graph store, and the engines behind."""

from plankg.server.sparql.addresses import METHODS, SPARQL, STORE, UPDATE, resource
from plankg.server.sparql.endpoint import Endpoint
from plankg.server.sparql.engines import Engines
from plankg.server.sparql.forks import FORKS, ForkedEngines
from plankg.server.sparql.http import HEADERS, NOTHING_LOADED
from plankg.server.sparql.processes import SpawnedEngines
from plankg.server.sparql.refusals import Refusal
from plankg.server.sparql.settings import Settings

__all__ = [
    "FORKS",
    "HEADERS",
    "METHODS",
    "NOTHING_LOADED",
    "SPARQL",
    "STORE",
    "UPDATE",
    "Endpoint",
    "Engines",
    "ForkedEngines",
    "Refusal",
    "Settings",
    "SpawnedEngines",
    "resource",
]
