// What the panel tells of the choice: properties, statements, evidence, links.

function fillPanel() {
  const told = chosen.kind === "node" ? tellNode(nodeOf.get(chosen.id)) : tellEdge(edgeOf.get(chosen.id));
  byId("details").replaceChildren(...told.filter(Boolean));
  byId("panel").hidden = false;
  byId("panel").scrollTop = 0;
  markCurrent();
}

function tellNode(node) {
  const said = statementsOf(node);
  return [
    kindLine(kindOf(node).name, kindOf(node).label),
    element("h2", { dir: "auto", class: node.name.length > 90 ? "long" : null }, node.name || "(no name)"),
    propertyList(node.properties),
    ...section("Statements", said.map(tellStatement), said.length),
    ...section("Evidence", node.quotes.map(evidence), node.quotes.length),
    ...section("Links", relations(node)),
  ];
}

function tellEdge(edge) {
  const [from, to] = [nodeOf.get(edge.from), nodeOf.get(edge.to)];
  const said = (edge.folds ?? []).map((id) => nodeOf.get(id));
  return [
    element("div", { class: "kind" }, edge.folds ? "Link through statements" : "Link"),
    element("h2", {}, edge.role),
    element("div", { class: "relation" }, goTo(from)),
    element("p", { class: "role" }, edge.folds ? edge.role : `has as ${edge.role}`),
    element("div", { class: "relation" }, goTo(to)),
    ...section("Statements", said.map(tellStatement), said.length),
    ...section("Evidence", edge.quotes.map(evidence), edge.quotes.length),
    edge.folds || edge.quotes.length ? null : element("p", { class: "role" }, "No sentence is noted for this link."),
  ];
}

function kindLine(kind, label) {
  return element("div", { class: "kind" }, swatch(kind), label);
}

function propertyList(properties) {
  if (!properties.length) return null;
  const rows = properties.flatMap(([name, value]) => [element("dt", {}, name), element("dd", { dir: "auto" }, value)]);
  return element("dl", {}, ...rows);
}

function section(title, children, count) {
  if (!children.length) return [];
  return [element("h3", {}, title, count ? element("small", {}, String(count)) : ""), ...children];
}

/** One sentence with the words that count marked, and where it comes from. */
function evidence(index) {
  const quote = data.quotes[index];
  const source = [quote.outlet, quote.published && dateInWords(quote.published)].filter(Boolean).join(" · ");
  return element(
    "article",
    { class: "card" },
    element("blockquote", { dir: "auto" }, quote.before, element("mark", {}, quote.exact), quote.after),
    element("p", { class: "source" }, articleName(quote), source ? element("br") : "", source),
    howKnown(quote),
  );
}

function articleName(quote) {
  if (!/^https?:/i.test(quote.url ?? "")) return element("span", { dir: "auto" }, quote.article);
  const link = { href: quote.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" };
  return element("a", link, quote.article);
}

function howKnown(quote) {
  const sure = quote.confidence;
  const percent = sure === null ? null : `${Math.round(sure * 100)} %`;
  return element(
    "p",
    { class: "how" },
    percent && element("span", {}, `confidence ${percent}`),
    percent && element("meter", { min: 0, max: 1, value: sure, "aria-label": `confidence ${percent}` }),
    element("span", {}, "rule ", element("code", {}, quote.rule)),
  );
}

function statementsOf(node) {
  return edgesAt
    .get(node.id)
    .filter((edge) => edge.to === node.id && edge.role === "speaker")
    .map((edge) => nodeOf.get(edge.from));
}

function tellStatement(node) {
  const proofs = element("details", {}, element("summary", {}, `Evidence (${node.quotes.length})`));
  proofs.append(...node.quotes.map(evidence));
  return element("div", { class: "card said" }, goTo(node, false), node.quotes.length ? proofs : null);
}

/** Links to the neighbours, grouped by role as seen from this node. */
function relations(node) {
  const groups = new Map();
  for (const edge of edgesAt.get(node.id)) {
    if (edge.to === node.id && edge.role === "speaker") continue;
    const title = roleSeenFrom(edge, node.id);
    groups.set(title, [...(groups.get(title) ?? []), edge]);
  }
  const titles = [...groups.keys()].sort();
  return titles.flatMap((title) => [
    element("p", { class: "role" }, title),
    ...shortened(inOrder(groups.get(title), node.id).map((edge) => relation(edge, node.id))),
  ]);
}

function inOrder(edges, id) {
  const other = (edge) => otherEnd(edge, id);
  const byRank = (a, b) => kindOf(other(a)).rank - kindOf(other(b)).rank;
  return edges.toSorted((a, b) => byRank(a, b) || other(a).name.localeCompare(other(b).name, "en"));
}

/** A long list with its tail folded away. */
function shortened(items) {
  if (items.length <= 12) return items;
  const tail = items.slice(10);
  return [...items.slice(0, 10), element("details", { class: "more" }, element("summary", {}, `${tail.length} more`), ...tail)];
}

function roleSeenFrom(edge, id) {
  if (edge.from === id) return edge.role;
  return edge.folds ? `${edge.role} this` : `${edge.role} of`;
}

function relation(edge, id) {
  const count = edge.folds ? edge.folds.length : edge.quotes.length;
  const what = edge.folds ? "statement" : "quote";
  const proof = element(
    "button",
    { type: "button", class: "proof", onclick: () => choose("edge", edge.id, { focus: true }) },
    `${count} ${what}${count === 1 ? "" : "s"}`,
  );
  return element("div", { class: "relation" }, goTo(otherEnd(edge, id)), count ? proof : null);
}

function goTo(node, withSwatch = true) {
  const open = () => choose("node", node.id, { focus: true });
  const label = element("span", { dir: "auto" }, node.name || "(no name)");
  return element("button", { type: "button", class: "go", onclick: open }, withSwatch ? swatch(node.group) : null, label);
}
