"""The network as files for Gephi: what goes in comes out, whatever it holds, and always in the same bytes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from test_view_page import HOSTILE, hostile_network

from kg.errors import ExportError
from kg.view.gephi import SUFFIXES, write_graph
from kg.view.graph import edges_in_order
from kg.view.network import Edge, Network, Node

READERS = {".gexf": networkx.read_gexf, ".graphml": networkx.read_graphml}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_is_lost(sample: Network, tmp_path: Path, suffix: str) -> None:
    """Every node and edge is in the file, with label, kind and how much proves it."""
    write_graph(sample, tmp_path / f"graph{suffix}")
    read = READERS[suffix](tmp_path / f"graph{suffix}")
    assert set(read.nodes) == {node.id for node in sample.nodes}
    edges = edges_in_order(sample)
    told = sorted((source, target, data["label"]) for source, target, data in read.edges(data=True))
    assert told == sorted((edge.source, edge.target, edge.role) for edge in edges)
    for node in sample.nodes:
        assert read.nodes[node.id]["label"] == node.label
        assert read.nodes[node.id]["evidence"] == len(node.quotes)
    weights = [float(data["weight"]) for _, _, data in read.edges(data=True)]
    assert sum(weights) == sum(max(len(edge.quotes), 1) for edge in edges)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_edge_has_an_id_of_its_own(sample: Network, tmp_path: Path, suffix: str) -> None:
    """Two edges of one role are two edges to a program that goes by ids."""
    write_graph(sample, tmp_path / f"graph{suffix}")
    ids = [e.get("id") for e in ElementTree.parse(tmp_path / f"graph{suffix}").iter() if e.tag.endswith("}edge")]
    assert len(set(ids)) == len(ids) == len(edges_in_order(sample))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_network_gives_the_same_bytes(sample: Network, tmp_path: Path, suffix: str) -> None:
    """The file depends on what the network holds: not on its order, and not on the day."""
    shuffle = random.Random(5).sample
    nodes, edges = shuffle(sample.nodes, len(sample.nodes)), shuffle(sample.edges, len(sample.edges))
    write_graph(sample, tmp_path / f"one{suffix}")
    write_graph(replace(sample, nodes=tuple(nodes), edges=tuple(edges)), tmp_path / f"two{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()
    assert b"lastmodified" not in (tmp_path / f"one{suffix}").read_bytes()


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\ufffe\uffff\x0b", "]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc'>]>"]
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_texts_are_texts(tmp_path: Path, suffix: str, text: str) -> None:
    """A file is well-formed XML without elements that its texts would like to add."""
    write_graph(hostile_network(text), tmp_path / f"graph{suffix}")
    written = (tmp_path / f"graph{suffix}").read_bytes()
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(written).iter()}
    assert not tags & {"script", "img", "svg", "b"}
    assert b"<!ENTITY" not in written
    assert len(READERS[suffix](tmp_path / f"graph{suffix}")) == 2


def test_a_bad_file_is_told_in_a_line(sample: Network, tmp_path: Path) -> None:
    """Another suffix, or a folder that is not there, is an error of one line."""
    for path in (tmp_path / "graph.dot", tmp_path / "nowhere" / "graph.gexf"):
        with pytest.raises(ExportError) as error:
            write_graph(sample, path)
        assert "\n" not in str(error.value)


def test_an_edge_needs_no_evidence(tmp_path: Path) -> None:
    """An edge that no sentence proves weighs as much as one that one does: Gephi leaves out what weighs nothing."""
    network = Network("n", (Node("a", "Person", "A"), Node("b", "Country", "B")), (Edge("a", "b", "country"),))
    write_graph(network, tmp_path / "graph.gexf")
    [(_, _, data)] = networkx.read_gexf(tmp_path / "graph.gexf").edges(data=True)
    assert (data["weight"], data["evidence"]) == (1.0, 0)
