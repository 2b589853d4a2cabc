"""The graph for assistants: a real client asks `kg mcp` over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rdf.graph_sample import MEETING

mcp = pytest.importorskip("mcp", reason="the extra bilateral-kg[mcp] is not installed")

Talk = Callable[[Callable[[Any], Awaitable[None]]], None]


@pytest.fixture
def talk(sample: Path) -> Talk:
    """Runs a conversation with a new server."""
    from mcp import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp", "--store", f"oxigraph:{sample}"])

    def run(conversation: Callable[[Any], Awaitable[None]]) -> None:
        async def held() -> None:
            async with Client(stdio_client(command)) as client:
                await conversation(client)

        asyncio.run(held())

    return run


async def said(client: Any, tool: str, **arguments: object) -> tuple[bool, str]:
    """Whether a tool failed, and what it said."""
    result = await client.call_tool(tool, arguments)
    return bool(result.is_error), result.content[0].text


def test_an_assistant_asks(talk: Talk) -> None:
    """The tools read: schema, questions, an answer, a query, and the words behind a node."""

    async def conversation(client: Any) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools.keys() == {"schema", "list_questions", "ask", "query", "evidence"}
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        assert "bil:participant" in (await said(client, "schema"))[1]
        assert "who-met" in (await said(client, "list_questions"))[1]
        failed, table = await said(client, "ask", question="who-met", parameters={"a": "IN", "b": "RU"})
        assert (failed, "Narendra Modi" in table) == (False, True)
        failed, table = await said(client, "query", sparql="SELECT ?m { ?m a bil:Meeting }")
        assert (failed, MEETING in table) == (False, True)
        assert await said(client, "query", sparql="ASK { ?s ?p ?o }") == (False, '{"head":{},"boolean":true}')
        failed, words = await said(client, "evidence", node=MEETING)
        assert (failed, "**met President Vladimir Putin**" in words) == (False, True)

    talk(conversation)


def test_an_assistant_is_refused(talk: Talk) -> None:
    """What writes, reaches outside, is unknown or too much is an error with its reason."""

    async def conversation(client: Any) -> None:
        for tool, arguments, reason in (
            ("query", {"sparql": "DROP ALL"}, "this is an update"),
            ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, "SERVICE"),
            ("query", {"sparql": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, "more than 200 rows"),
            ("query", {"sparql": "SELECT * " + "{" * 3000}, "nested more than"),
            ("ask", {"question": "nobody-asks"}, "no question is called"),
            ("ask", {"question": "who-met", "parameters": {"a": "India"}}, "no country code"),
            ("evidence", {"node": "person/Nobody"}, "nothing is known"),
        ):
            failed, text = await said(client, tool, **arguments)
            assert (failed, reason in text) == (True, True), text

    talk(conversation)
