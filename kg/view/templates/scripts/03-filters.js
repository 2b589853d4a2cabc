// Which nodes and edges are shown: what passes the filters, and what that leads to.

const MOST = 1000; // nodes that are drawn at once where a network is grouped
const FANNED = 150; // neighbours that one node brings into the picture when it is opened
const DATED = { happened: ["Meeting", "Visit", "Agreement"], said: ["Statement"] };
let shown = { nodes: new Set(), edges: new Set(), groups: null };

function isNarrowed(what = state) {
  return Boolean(what.from || what.to || what.between.some(Boolean) || what.sector || what.outlet || what.sure);
}

function inTime(earliest, latest) {
  return (!state.from || latest >= state.from) && (!state.to || earliest <= state.to);
}

/** The time of a fact by the date that the slider is about, or null where it has none. */
function timeOf(node, date = state.date) {
  if (date === "published") {
    const days = node.quotes
      .map((index) => data.quotes[index].published)
      .filter(Boolean)
      .sort();
    return days.length ? [days[0], days.at(-1)] : null;
  }
  if (!node.when || !DATED[date].includes(node.group)) return null;
  const [earliest, latest] = node.when;
  return [earliest ?? latest, latest ?? earliest];
}

function quotePasses(index) {
  const quote = data.quotes[index];
  if (state.outlet && quote.outlet !== state.outlet) return false;
  if (state.sure && (quote.sure ?? 1) * 100 < state.sure) return false;
  return (
    state.date !== "published" ||
    (!state.from && !state.to) ||
    (quote.published && inTime(quote.published, quote.published))
  );
}

function quotesPass(quotes) {
  return quotes.length ? quotes.some(quotePasses) : !state.outlet;
}

/** Whether a fact passes all filters. */
function passes(node) {
  if (!quotesPass(node.quotes)) return false;
  if (state.date !== "published" && (state.from || state.to)) {
    const time = timeOf(node);
    if (!time || !inTime(...time)) return false;
  }
  if (state.sector && !node.sectors.includes(nodeOf.get(state.sector).number)) return false;
  return state.between.filter(Boolean).every((id) => node.countries.includes(nodeOf.get(id).number));
}

/** The numbers of all nodes that the filters let through, of whatever kind: facts, and what they lead to. */
function survivors() {
  if (!isNarrowed()) return new Set(data.nodes);
  const facts = data.nodes.filter((node) => node.kind.fact && passes(node));
  const led = facts.flatMap((node) => node.links.filter((edge) => !edge.folded).map((edge) => otherEnd(edge, node)));
  const asked = [...state.between, state.sector].filter(Boolean).map((id) => nodeOf.get(id));
  return new Set([...facts, ...led.filter((node) => !node.kind.fact), ...asked]);
}

function isKindShown(node) {
  return !state.hide.has(node.group) && (state.aside || !node.aside);
}

function compute() {
  const alive = survivors();
  const nodes = new Set([...alive].filter(isKindShown));
  for (const id of state.open) fan(nodeOf.get(id)).forEach((node) => alive.has(node) && nodes.add(node));
  const edges = () => data.edges.filter((edge) => isEdgeShown(edge, nodes, alive));
  if (state.only.length) return around(nodes, edges());
  if (data.groupings.length && nodes.size > MOST) return grouped(nodes, edges);
  return { nodes, edges: new Set(edges()), groups: null };
}

function isEdgeShown(edge, nodes, alive) {
  if (!nodes.has(edge.from) || !nodes.has(edge.to)) return false;
  if (edge.folded) return edge.folded.some((number) => alive.has(data.nodes[number]) && !nodes.has(data.nodes[number]));
  return !isNarrowed() || quotesPass(edge.quotes) || edge.role === "country";
}

/** Everything next to a node, also what is folded into it, as far as there is room. */
function fan(node) {
  const others = node.links.filter((edge) => !edge.folded).map((edge) => otherEnd(edge, node));
  return [node, ...others.slice(0, FANNED)];
}

function around(nodes, edges) {
  const kept = new Set(state.only.map((id) => nodeOf.get(id)));
  const near = edges.filter((edge) => kept.has(edge.from) || kept.has(edge.to));
  const all = new Set([...kept, ...near.flatMap((edge) => [edge.from, edge.to])]);
  return { nodes: all, edges: new Set(edges.filter((edge) => all.has(edge.from) && all.has(edge.to))), groups: null };
}

/** A large network: its groups, or the best linked nodes of the one that is open. */
function grouped(nodes, edges) {
  const grouping = data.groupings.find(({ by }) => by === state.by);
  const open = grouping.groups.find(([label]) => label === state.group);
  if (!open) return { nodes: new Set(), edges: new Set(), groups: grouping };
  const members = open[1].map((number) => data.nodes[number]).filter((node) => nodes.has(node));
  const best = new Set(members.sort((a, b) => b.links.length - a.links.length).slice(0, MOST));
  return {
    nodes: best,
    edges: new Set(edges().filter((edge) => best.has(edge.from) && best.has(edge.to))),
    groups: null,
  };
}
