// The data of the page, unpacked: nodes, edges and quotes that know each other.

"use strict";
delete document.createElement; // set aside in 00-before.js

const data = JSON.parse(byId("data").textContent);
data.quotes = data.quotes.map(([article, before, exact, after, rule, sure]) => {
  const [name, outlet, published, url] = data.articles[article];
  return { article, name, outlet, published, url, before, exact, after, rule, sure };
});
data.nodes.forEach((node, number) => Object.assign(node, { number, links: [], kind: data.kinds[node.group] }));
data.edges = [
  ...data.edges.map(([from, to, role, bend, quotes], index) => ({ id: `e${index}`, from, to, role, bend, quotes })),
  ...data.folds.map(([from, to, role, bend, of, folded], index) => ({
    id: `f${index}`,
    from,
    to,
    role,
    bend,
    of,
    folded,
    quotes: [],
  })),
];
for (const edge of data.edges) {
  Object.assign(edge, { from: data.nodes[edge.from], to: data.nodes[edge.to] });
  edge.from.links.push(edge);
  if (edge.to !== edge.from) edge.to.links.push(edge);
}
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));

function byId(id) {
  return document.getElementById(id);
}

/** An element with attributes and children; strings become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function swatch(kind) {
  return document.querySelector(`#legend [data-kind="${CSS.escape(kind)}"] svg`).cloneNode(true);
}

function otherEnd(edge, node) {
  return edge.from === node ? edge.to : edge.from;
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function count(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? noun : plural}`;
}

const byName = new Intl.Collator("en").compare;

function dateInWords(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  const style = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return Number.isNaN(day.getTime()) ? iso : day.toLocaleDateString("en-GB", style);
}

/** The time of a node in words: a day, or the first and the last day. */
function whenInWords(node) {
  if (!node.when) return "";
  return [...new Set(node.when.filter(Boolean))].map(dateInWords).join(" – ");
}

/** What leads from a node by a role, such as the participants of a meeting. */
function ends(node, ...roles) {
  return node.links.filter((edge) => edge.from === node && roles.includes(edge.role)).map((edge) => edge.to);
}
