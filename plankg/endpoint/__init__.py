"""SPARQL over HTTP as the W3C recommends it: protocol, service description, graph store, and the engines behind."""

from plankg.endpoint.endpoint import METHODS, SPARQL, STORE, UPDATE, Endpoint, resource
from plankg.endpoint.engines import Engines
from plankg.endpoint.forks import FORKS, ForkedEngines
from plankg.endpoint.http import HEADERS, NOTHING_LOADED
from plankg.endpoint.processes import SpawnedEngines
from plankg.endpoint.refusals import Refusal
from plankg.endpoint.settings import Settings

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
