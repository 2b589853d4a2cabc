"""The command line: ``kg build``, ``ask``, ``query``, ``export``, ``view``, ``validate``, ``explain`` ...

Exit codes: 0 done, 1 some input was rejected or something is not valid, 2 usage or nothing could be done.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg import __version__, export, pipeline, querying
from kg.errors import KgError
from kg.model import Outcome
from kg.rdf import validation
from kg.rdf.iris import BASE
from kg.settings import DEFAULT_STORE, Settings
from kg.store import Store, open_store
from kg.terminal import (
    err,
    out,
    plain,
    print_build,
    print_changes,
    print_counts,
    print_faults,
    print_question,
    print_questions,
    print_result,
)

app = typer.Typer(
    help="News articles to a knowledge graph of who met whom and who said what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

StoreOption = Annotated[
    str, typer.Option("--store", help="memory:, oxigraph:DIR, or http(s):// of a SPARQL server", envvar="KG_STORE")
]
PAGES = (".html", ".htm")
"""Endings of the interactive page."""
NETWORKS = (".gexf", ".graphml")
"""Endings of the network for other programs; the others are those of `kg.export`."""

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
TsvOption = Annotated[bool, typer.Option("--tsv", help="Print TSV, which keeps the types of values.")]


def main() -> None:
    """Run the command line; every failure of ours is one line on standard error."""
    logging.captureWarnings(True)
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    try:
        app()
    except KgError as error:
        err.print(f"[bold red]error:[/] {plain(error)}", highlight=False, soft_wrap=True)
        sys.exit(2)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=quiet or not err.is_terminal, transient=True) as bar:
        task = bar.add_task("loading", total=None)

        def tell(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield tell


# ---------------------------------------------------------------- making the graph
@app.command()
def build(
    inputs: Annotated[list[Path], typer.Argument(help="Files or folders: .txt, .json, .jsonl")],
    store: StoreOption = DEFAULT_STORE,
    output: Annotated[
        list[Path],
        typer.Option("--output", "-o", help="Also write the graph: .ttl .trig .nq .jsonld .gexf .graphml .html"),
    ] = [],  # noqa: B006
    workers: Annotated[int, typer.Option(help="Processes that read articles.", min=1, max=64)] = 1,
    pipeline_name: Annotated[
        str, typer.Option("--pipeline", help="spaCy pipeline: an installed package or a path.", envvar="KG_PIPELINE")
    ] = Settings().pipeline,
    ontology: Annotated[
        Path | None, typer.Option(help="Folder of Turtle files instead of the ontology shipped.", envvar="KG_ONTOLOGY")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles and put what they say into the store."""
    settings = Settings(pipeline=pipeline_name, ontology=ontology, workers=workers)
    _check_outputs(output)
    if ontology is not None:
        _check_ontology(ontology)
    with open_store(store) as opened:
        with _progress(as_json) as tell:
            summary = pipeline.build(inputs, opened, settings, tell)
        written = [_write(opened, path) for path in output]
        _summary(opened, summary, store, written, as_json)
    nothing = summary.read == 0
    raise typer.Exit(2 if nothing and summary.rejected else 1 if summary.rejected else 0)


def _check_outputs(files: list[Path]) -> None:
    """Refuse what cannot be written before any work is done."""
    known = (*export.SUFFIXES, *PAGES, *NETWORKS)
    for file in files:
        if file.suffix.lower() not in known:
            raise KgError(f"{file}: cannot write {file.suffix or 'a file without a suffix'}; use {', '.join(known)}")


def _check_ontology(folder: Path) -> None:
    report = validation.validate_ontology(folder)
    if not report.conforms:
        first = report.results[0]
        raise KgError(
            f"{folder}: the ontology is not valid: {first.node}: {first.message} ({len(report.results)} in all)"
        )


def _write(store: Store, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() in PAGES:
        from kg.view.page import write_page

        write_page(querying.network(store, title="Who met whom and who said what"), path)
    elif path.suffix.lower() in NETWORKS:
        from kg.view.gephi import write_graph

        write_graph(querying.network(store), path)
    else:
        export.write(store.quads(), path)
    return path


_COUNTED = {
    "articles": "Article",
    "people": "Person",
    "countries": "Country",
    "organizations": "Organization GovernmentBody MilitaryForce NewsOrganization InternationalOrganization Company",
    "positions held": "PositionHeld",
    "meetings": "Meeting",
    "visits": "Visit",
    "agreements": "Agreement",
    "statements": "Statement",
    "cooperation": "Cooperation",
    "figures": "Figure",
}
"""What the summary counts, and the classes that it adds up."""


def _summary(store: Store, summary: pipeline.Summary, url: str, written: list[Path], as_json: bool) -> None:
    held = {str(r["what"]): int(str(r["count"])) for r in querying.ask(store, "summary").records()}
    counts = {name: sum(held.get(c, 0) for c in classes.split()) for name, classes in _COUNTED.items()}
    sectors = [str(r["sector"]) for r in querying.ask(store, "sectors").records()]
    if as_json:
        told = asdict(summary) | {"graph": counts, "sectors": sectors, "store": url, "written": written}
        print(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    print_counts(counts, sectors)
    print_build(summary, url, written)


@app.command()
def remove(
    article: Annotated[str, typer.Argument(help="The article's id.")], store: StoreOption = DEFAULT_STORE
) -> None:
    """Take an article out of the store, with all that rests on it alone."""
    with open_store(store) as opened:
        if not pipeline.remove(article, opened):
            raise KgError(f"{article}: no article of that id is in {store}")
    out.print(f"removed: {plain(article)}", highlight=False)


PairOption = tuple[str, str] | None


@app.command()
def links(
    store: StoreOption = DEFAULT_STORE,
    unsure: Annotated[bool, typer.Option("--unsure", help="Only pairs that may be one and were left apart.")] = False,
    decided: Annotated[bool, typer.Option("--decided", help="Only what an analyst decided.")] = False,
    actor: Annotated[str | None, typer.Option(help="Part of a key, such as Sullivan.")] = None,
    same: Annotated[PairOption, typer.Option(help="Decide that two actors are one: A B")] = None,
    different: Annotated[PairOption, typer.Option(help="Decide that two actors are two: A B")] = None,
    forget: Annotated[PairOption, typer.Option(help="Undo what was decided of two actors: A B")] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Who is who and why; decide what was left unsure, or undo a decision."""
    asked: list[tuple[PairOption, Outcome | None]] = [
        (same, Outcome.SAME),
        (different, Outcome.DIFFERENT),
        (forget, None),
    ]
    given = [(pair, outcome) for pair, outcome in asked if pair]
    if len(given) > 1:
        raise KgError("--same, --different and --forget: one of them at a time")
    for pair, outcome in given:
        _decide(store, *pair, outcome)
    if not given:
        with open_store(store, read_only=True) as opened:
            chosen = {"outcome": "unsure" if unsure else None, "decided": "yes" if decided else None, "actor": actor}
            _show(querying.ask(opened, "links", **chosen), {"json": as_json, "csv": as_csv})


def _decide(store: str, left: str, right: str, outcome: Outcome | None) -> None:
    left, right = left.removeprefix(BASE), right.removeprefix(BASE)
    with open_store(store) as opened:
        pipeline.decide(opened, left, right, outcome)
    if outcome is None:
        out.print(f"forgotten: what was decided of {plain(left)} and {plain(right)}", highlight=False)
    else:
        number = "one" if outcome == Outcome.SAME else "two"
        out.print(f"remembered: {plain(left)} and {plain(right)} are {number}", highlight=False)


# ---------------------------------------------------------------- asking
@app.command()
def query(
    sparql: Annotated[str, typer.Argument(help='"SPARQL", FILE.rq, or - for standard input')],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_tsv: TsvOption = False,
    as_turtle: Annotated[bool, typer.Option("--turtle", help="Print what CONSTRUCT or DESCRIBE gives.")] = False,
) -> None:
    """Answer a SPARQL query; the vocabulary's prefixes need not be declared."""
    formats = {"json": as_json, "csv": as_csv, "tsv": as_tsv, "turtle": as_turtle}
    with open_store(store, read_only=True) as opened:
        _show(querying.query(opened, _sparql(sparql)), formats)


def _sparql(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.endswith((".rq", ".sparql")):
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KgError(f"{given}: cannot be read as a query: {error}") from error
    return given


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="Name of a question; without one, all are listed.")] = None,
    store: StoreOption = DEFAULT_STORE,
    between: Annotated[tuple[str, str] | None, typer.Option(help="Two countries, as ISO codes: IN RU")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_tsv: TsvOption = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, the evidence quoted.")] = False,
    options: Annotated[bool, typer.Option("--options", help="Tell what the question takes and gives.")] = False,
) -> None:
    """Ask a named question; its parameters are options: kg ask who-said --speaker Putin --since 2024."""
    if question is None:
        print_questions(querying.questions())
        return
    asked = querying.question(question)
    if options:
        print_question(asked)
        return
    values = _options(context.args)
    if between:
        values |= {"a": between[0], "b": between[1]}
    with open_store(store, read_only=True) as opened:
        result = querying.ask(opened, asked, **values)
        if as_markdown:
            print(querying.markdown(opened, asked, result), end="")
        else:
            _show(result, {"json": as_json, "csv": as_csv, "tsv": as_tsv})


def _options(arguments: list[str]) -> dict[str, str | None]:
    """``--speaker Putin --since=2024`` as a dictionary."""
    values: dict[str, str | None] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("--"):
            raise KgError(f"{argument}: what is this for? options are written --name value")
        name, equals, value = argument[2:].partition("=")
        values[name.replace("-", "_")] = value if equals else next(rest, None)
        if values[name.replace("-", "_")] is None:
            raise KgError(f"--{name}: a value is missing")
    return values


def _show(result: querying.Result, formats: dict[str, bool]) -> None:
    """Print an answer in the format that is asked for, else as a table."""
    chosen = [name for name, wanted in formats.items() if wanted]
    if len(chosen) > 1:
        raise KgError(f"--{chosen[0]} and --{chosen[1]}: ask for one format")
    if chosen:
        print(str(getattr(result, chosen[0])).rstrip("\r\n"))
    else:
        print_result(result)


@app.command()
def gaps(
    store: StoreOption = DEFAULT_STORE,
    rule: Annotated[str | None, typer.Option(help="Part of a rule's name, such as frame/meet.")] = None,
    article: Annotated[str | None, typer.Option(help="An article's id.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List sentences that held a word of the lexicon and gave no fact, and why."""
    with open_store(store, read_only=True) as opened:
        _show(querying.ask(opened, "gaps", rule=rule, article=article), {"json": as_json, "csv": as_csv})


@app.command()
def compare(
    event: Annotated[
        str | None, typer.Argument(help="Key or IRI of an event that several articles tell of; or name a relation.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    between: Annotated[tuple[str, str] | None, typer.Option(help="A relation: two countries, IN RU")] = None,
    sector: Annotated[str | None, typer.Option(help="Of the relation, such as defence.")] = None,
    agreement: Annotated[str | None, typer.Option(help="Part of the name of an agreement.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Put side by side what each article says of one event, or of the relation of two countries."""
    if bool(event) == bool(between or agreement):
        raise KgError("compare: name an event, or a relation with --between IN RU or --agreement WORDS")
    asked: dict[str, str | None] = {"event": event.removeprefix(BASE)} if event else {"agreement": agreement}
    if not event:
        asked |= {"sector": sector} | (dict(zip("ab", between, strict=True)) if between else {})
    with open_store(store, read_only=True) as opened:
        question = "compare" if event else "compare-relation"
        _show(querying.ask(opened, question, **asked), {"json": as_json, "csv": as_csv})


@app.command()
def explain(
    thing: Annotated[str, typer.Argument(help="An IRI, or its key such as country/IN.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Why do you say so? The sentences and the rules behind a node."""
    with open_store(store, read_only=True) as opened:
        told = querying.explain(opened, thing if "://" in thing else BASE + thing)
    if as_json:
        print(json.dumps(querying.as_dict(told), ensure_ascii=False, indent=2))
        return
    out.print(f"[bold]{plain(told.label)}[/]  [dim]{plain(told.kind)} · {plain(told.iri)}[/]", highlight=False)
    for name, value in told.properties:
        out.print(f"  {plain(name)}: {plain(value)}", highlight=False)
    for version in told.versions:
        out.print(f"\n  [bold]as {plain(version.article)} tells it[/]", highlight=False)
        for name, value in version.properties:
            out.print(f"    {plain(name)}: {plain(value)}", highlight=False)
    for quote in told.quotes:
        when = f", {quote.published}" if quote.published else ""
        sure = f", confidence {quote.confidence}" if quote.confidence is not None else ""
        out.print(f"\n  [dim]{plain(quote.article)}{when} · {plain(quote.rule)}{sure}[/]", highlight=False)
        out.print(f"  {plain(quote.before)}[bold yellow]{plain(quote.exact)}[/]{plain(quote.after)}", highlight=False)


# ---------------------------------------------------------------- files
@app.command("export")
def export_(
    file: Annotated[Path, typer.Argument(help=".ttl .trig .nq .jsonld .gexf .graphml")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph to a file, in the format of its ending."""
    _check_outputs([file])
    with open_store(store, read_only=True) as opened:
        out.print(f"wrote: {plain(_write(opened, file))}", highlight=False)


@app.command()
def view(
    file: Annotated[Path, typer.Argument(help="The page to write: FILE.html")] = Path("graph.html"),
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph as one interactive page that needs no network."""
    _check_page(file)
    with open_store(store, read_only=True) as opened:
        out.print(f"wrote: {plain(_write(opened, file))}", highlight=False)


def _check_page(file: Path) -> None:
    if file.suffix.lower() not in PAGES:
        raise KgError(f"{file}: a page ends in .html")


@app.command()
def dossier(
    one: Annotated[str, typer.Argument(help="A country, as its ISO code: IN")],
    other: Annotated[str, typer.Argument(help="Another country: RU")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The page to write; without it, IN-RU.html or the like.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write what is known of two countries as one page to read, print and mail."""
    from kg.view import briefing

    file = output or Path(f"{one.lower()}-{other.lower()}.html")
    _check_page(file)
    with open_store(store, read_only=True) as opened:
        told = querying.dossier(opened, one, other)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        briefing.write_dossier(told, file)
    except OSError as error:
        raise KgError(f"{file} cannot be written: {error.strerror or error}") from None
    out.print(f"wrote: {plain(file)}", highlight=False)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="A store or a file (.nq .trig .ttl .nt .jsonld) of one build.")],
    after: Annotated[str, typer.Argument(help="That of another build.")],
    as_json: JsonOption = False,
) -> None:
    """Tell what changed between two builds: facts and actors that are new, gone, or told otherwise."""
    changes = querying.differences(before, after)
    if as_json:
        print(json.dumps([querying.as_dict(change) for change in changes], ensure_ascii=False, indent=2))
    else:
        print_changes(changes)


@app.command()
def validate(
    file: Annotated[Path | None, typer.Argument(help="A graph in a file; without one, the store.")] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Check a graph against the shapes of the ontology."""
    if file is not None:
        report = validation.validate_file(file)
    else:
        with open_store(store, read_only=True) as opened:
            report = validation.validate_quads(opened.quads())
    if as_json:
        print(
            json.dumps(
                {"conforms": report.conforms, "results": [querying.as_dict(r) for r in report.results]},
                ensure_ascii=False,
                indent=2,
            )
        )
    elif report.conforms:
        out.print(f"valid: {file or store} passes its shapes", highlight=False)
    else:
        print_faults(report.results)
    raise typer.Exit(0 if report.conforms else 1)


# ---------------------------------------------------------------- for others
@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine reaches 127.0.0.1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    name: Annotated[
        list[str], typer.Option(help="A name under which requests may ask for the server; may be repeated.")
    ] = [],  # noqa: B006
    seconds: Annotated[float, typer.Option(help="Longest time for one answer.", min=1)] = 20,
    memory: Annotated[int, typer.Option(help="Megabytes for one answer.", min=64)] = 512,
    rows: Annotated[int, typer.Option(help="Rows of one answer.", min=1)] = 100_000,
) -> None:
    """Serve the graph over HTTP: SPARQL, a query page, the graph page, a page for each resource."""
    limits = {"seconds": seconds, "memory": memory, "rows": rows}
    _become("kg.server", {"url": store, "host": host, "port": port, "names": name, "limits": limits}, extra="server")


@app.command()
def mcp(store: StoreOption = DEFAULT_STORE) -> None:
    """Serve the graph to an assistant over the Model Context Protocol, on standard input and output."""
    _become("kg.assistant", {"url": store}, extra="mcp")


def _become(module: str, settings: dict[str, object], extra: str) -> None:
    """Go on as another module, in a process that has not loaded what this one has."""
    needed = {"server": "uvicorn", "mcp": "mcp"}[extra]
    if importlib.util.find_spec(needed) is None:
        raise KgError(f"{needed} is not installed: pip install 'bilateral-kg[{extra}]'")
    os.execv(sys.executable, [sys.executable, "-m", module, json.dumps(settings)])


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__, highlight=False)
