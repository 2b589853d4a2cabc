// The data of the page, what is chosen and what is shown.

"use strict";
delete document.createElement; // set aside in 0-before.js

const data = JSON.parse(byId("data").textContent);
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));
const edgesAt = edgesByEnd();
const hiddenKinds = new Set(Object.values(data.kinds).filter((kind) => kind.folded).map((kind) => kind.name));
const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const NARROW = 760; // as in page.css
let chosen = null; // {kind: "node" | "edge", id}
let cameFrom = null; // what had the focus before the panel took it
let paint = readPaint(); // the colours of the theme

function byId(id) {
  return document.getElementById(id);
}

/** An element with attributes and children; strings become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function swatch(kind) {
  return document.querySelector(`#legend [data-kind="${CSS.escape(kind)}"] svg`).cloneNode(true);
}

function kindOf(node) {
  return data.kinds[node.group];
}

function edgesByEnd() {
  const found = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    found.get(edge.from).push(edge);
    if (edge.to !== edge.from) found.get(edge.to).push(edge);
  }
  return found;
}

function otherEnd(edge, id) {
  return nodeOf.get(edge.from === id ? edge.to : edge.from);
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function dateInWords(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  const style = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return Number.isNaN(day.getTime()) ? iso : day.toLocaleDateString("en-GB", style);
}

/** Whether statements and the like stand in the picture themselves, not folded into their speakers. */
function isSpread() {
  return Object.values(data.kinds).every((kind) => !kind.folded || !hiddenKinds.has(kind.name));
}

function isShown(node) {
  return !hiddenKinds.has(node.group);
}

function isEdgeShown(edge) {
  return isShown(nodeOf.get(edge.from)) && isShown(nodeOf.get(edge.to)) && !(edge.folds && isSpread());
}

/** The edges of a node, and for a statement also those that stand in for it while it is folded. */
function edgesOf(id) {
  return [...edgesAt.get(id), ...data.edges.filter((edge) => edge.folds?.includes(id))];
}

/** What the choice lights up: itself and what it is linked to, or null where nothing is chosen. */
function lit() {
  if (!chosen) return null;
  const edges = chosen.kind === "edge" ? [edgeOf.get(chosen.id)] : edgesOf(chosen.id);
  const ids = new Set(edges.flatMap((edge) => [edge.id, edge.from, edge.to]));
  ids.add(chosen.id);
  return ids;
}
