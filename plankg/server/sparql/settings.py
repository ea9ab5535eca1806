"""What an endpoint allows, and where it draws its lines."""

from __future__ import annotations

from os import cpu_count

from plankg.schema.model import Model

MEGABYTE = 2**20


class Settings(Model):
    """What whoever starts the endpoint decides; sizes in bytes, times in seconds."""

    timeout: float = 30
    """How long a query or an update may take, its wait for a free engine included."""
    allow_update: bool = False
    token: str | None = None
    """What a request has to bear to change something."""
    cors: tuple[str, ...] = ()
    """Origins whose pages may read answers; `*` for all."""
    services: tuple[str, ...] = ()
    """Hosts that SERVICE and LOAD may call."""
    query_bytes: int = MEGABYTE
    update_bytes: int = 64 * MEGABYTE
    result_bytes: int = 256 * MEGABYTE
    """How large a result may be before it is compressed."""
    memory_bytes: int = 2048 * MEGABYTE
    """How much memory answering a query may take beside the graph itself."""
    cached_bytes: int = 64 * MEGABYTE
    """How much memory the answers that are kept may take."""
    engines: int = max(2, cpu_count() or 1)
    """How many queries are answered at once while each is quick."""
    most_engines: int = max(16, 4 * (cpu_count() or 1))
    """How many there may be while slow ones hold others up."""
