"""The plans served over the Model Context Protocol: https://modelcontextprotocol.io/specification."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import anyio
import mcp_types as protocol
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from plankg.graph.questions.library import questions
from plankg.graph.stopping import undone_by_a_stop
from plankg.schema.errors import PlankgError, UsageError
from plankg.schema.wording import words

from plankg.agents.plans import Plans
from plankg.agents.replies import as_text, part
from plankg.agents.tools import Tool, tools
from plankg.version import VERSION
from plankg.workplan import WorkPlan

SCHEME = "plankg:"
VOCABULARY, LIBRARY = f"{SCHEME}//vocabulary", f"{SCHEME}//questions"
PART = re.compile(r"(.+)/(\d{1,9})-(\d{1,9})")
"""A part of a resource, from one character to another."""
READ_ONLY = protocol.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve(works: Sequence[WorkPlan], *, seconds: float, rows: int) -> None:
    """Serve plans over the standard input and output until the client closes them."""
    plans = Plans(works, seconds=seconds, rows=rows)
    try:
        with undone_by_a_stop(plans.queries.stop):
            anyio.run(_serve, plans)
    finally:
        plans.queries.stop()


async def _serve(plans: Plans) -> None:
    server = made(plans)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def made(plans: Plans) -> Server[Any]:
    """The server: its tools, and as resources each plan's text, the vocabulary and the questions."""
    known = {tool.name: tool for tool in tools(plans)}

    async def list_tools(*_: object) -> protocol.ListToolsResult:
        return protocol.ListToolsResult(tools=[_told(tool) for tool in known.values()])

    async def call_tool(_: object, params: protocol.CallToolRequestParams) -> protocol.CallToolResult:
        try:
            if params.name not in known:
                raise UsageError("tool_unknown", name=params.name, known=", ".join(known))
            reply = await anyio.to_thread.run_sync(known[params.name].carry_out, params.arguments or {})
        except PlankgError as error:
            return protocol.CallToolResult(content=[_text(str(error))], is_error=True)
        content = as_text(reply)
        return protocol.CallToolResult(content=[_text(content)], structured_content=json.loads(content))

    async def list_resources(*_: object) -> protocol.ListResourcesResult:
        return protocol.ListResourcesResult(resources=_resources(plans))

    async def list_templates(*_: object) -> protocol.ListResourceTemplatesResult:
        return protocol.ListResourceTemplatesResult(resource_templates=_templates())

    async def read_resource(_: object, params: protocol.ReadResourceRequestParams) -> protocol.ReadResourceResult:
        try:
            text, media_type = _resource(plans, params.uri)
        except PlankgError as error:
            raise MCPError(protocol.INVALID_PARAMS, str(error)) from error
        contents = protocol.TextResourceContents(uri=params.uri, mime_type=media_type, text=text)
        return protocol.ReadResourceResult(contents=[contents])

    return Server(
        "plankg",
        version=VERSION,
        title=words("agents.title"),
        instructions=words("agents.instructions"),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def _told(tool: Tool) -> protocol.Tool:
    return protocol.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.schema,
        annotations=READ_ONLY,
    )


def _text(text: str) -> protocol.TextContent:
    return protocol.TextContent(type="text", text=text)


def _resources(plans: Plans) -> list[protocol.Resource]:
    texts = [(f"{SCHEME}//plans/{id_}/text", id_, words("agents.text", id=id_), "text/plain") for id_ in plans.ids]
    others = [
        (VOCABULARY, "vocabulary", words("agents.vocabulary"), "text/turtle"),
        (LIBRARY, "questions", words("agents.library"), "application/json"),
    ]
    return [
        protocol.Resource(uri=uri, name=name, title=title, mime_type=media_type)
        for uri, name, title, media_type in (*texts, *others)
    ]


def _templates() -> list[protocol.ResourceTemplate]:
    """The addresses of what is not listed one by one: of any text a part, because a reply takes no more than so much."""
    text = f"{SCHEME}//plans/{{plan}}/text"
    rows = [
        (text, "text", words("agents.text", id="{plan}"), "text/plain"),
        (f"{text}/{{start}}-{{end}}", "text-part", words("agents.text_part"), "text/plain"),
        (f"{VOCABULARY}/{{start}}-{{end}}", "vocabulary-part", words("agents.vocabulary_part"), "text/turtle"),
    ]
    return [
        protocol.ResourceTemplate(uri_template=uri, name=name, title=title, mime_type=media_type)
        for uri, name, title, media_type in rows
    ]


def _resource(plans: Plans, uri: str) -> tuple[str, str]:
    """A resource, or as much of it as there is room for, with its media type. Raises UsageError for one that is none."""
    whole, begin, end = uri, 0, None
    if match := PART.fullmatch(uri):
        whole, begin, end = match[1], int(match[2]), int(match[3])
    text, media_type = _whole(plans, whole, uri)
    return part(text, whole, begin, end), media_type


def _whole(plans: Plans, uri: str, address: str) -> tuple[str, str]:
    if uri == VOCABULARY:
        return (files("plankg.schema") / "ontology.ttl").read_text("utf-8"), "text/turtle"
    if uri == LIBRARY:
        listed = [each.model_dump(exclude={"sparql"}) for each in questions()]
        return json.dumps(listed, ensure_ascii=False), "application/json"
    plan = uri.removeprefix(f"{SCHEME}//plans/").removesuffix("/text")
    if uri != f"{SCHEME}//plans/{plan}/text":
        raise UsageError("resource_unknown", uri=address)
    return plans.text(plan), "text/plain"
