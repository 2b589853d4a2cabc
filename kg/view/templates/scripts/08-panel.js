// What the panel tells of the choice: properties, statements, evidence, links, and ways to go on from there.

const FEW = 10; // as many of a kind are told at once

let told = null; // the choice that the panel tells of

function fillPanel() {
  byId("panel").hidden = !state.chosen;
  if (state.chosen && state.chosen !== told) {
    byId("details").replaceChildren(...tell(state.chosen).flat().filter(Boolean));
    byId("panel").scrollTop = 0;
  }
  told = state.chosen;
}

function tell({ kind, id }) {
  if (kind === "node") return tellNode(nodeOf.get(id));
  if (kind === "edge") return tellEdge(edgeOf.get(id));
  const group = data.groupings.flatMap(({ groups }) => groups).find(([label]) => label === id);
  return group ? tellGroup(group) : [element("h2", {}, "No such group")];
}

function tellNode(node) {
  const said = holders(node, "speaker");
  return [
    element("div", { class: "kind" }, swatch(node.group), node.kind.label),
    element("h2", { dir: "auto", class: node.name.length > 90 ? "long" : null }, node.name || "(no name)"),
    propertyList(node.properties.filter((property) => !isVersion(property))),
    section("Statements", said, tellStatement),
    evidence(node.quotes),
    section("Versions", node.properties.filter(isVersion), tellVersion),
    ...relations(node),
  ];
}

function tellEdge(edge) {
  const stood = (edge.folded ?? []).map((number) => data.nodes[number]);
  return [
    element(
      "div",
      { class: "kind" },
      edge.folded
        ? `Link through ${edge.of === "Statement" ? "statements" : data.kinds[edge.of].plural.toLowerCase()}`
        : "Link",
    ),
    element("h2", {}, edge.role),
    element("div", { class: "relation" }, goTo(edge.from)),
    element("p", { class: "role" }, edge.folded ? edge.role : `has as ${edge.role}`),
    element("div", { class: "relation" }, goTo(edge.to)),
    section(data.kinds[edge.of]?.plural, stood, tellStatement),
    evidence(edge.quotes),
    edge.folded || edge.quotes.length ? null : element("p", { class: "role" }, "No sentence is noted for this link."),
  ];
}

function tellGroup([label, members]) {
  const nodes = members.map((number) => data.nodes[number]).sort((a, b) => b.links.length - a.links.length);
  return [
    element("div", { class: "kind" }, "Group"),
    element("h2", { dir: "auto" }, label),
    element("p", { class: "role" }, count(nodes.length, "node")),
    section("The best linked first", nodes, (node) => element("div", { class: "relation" }, goTo(node))),
  ];
}

function fillWays() {
  byId("ways").replaceChildren(...(state.chosen ? ways(state.chosen) : []));
}

/** What can be done with the choice. */
function ways({ kind, id }) {
  if (kind === "group") return [way("Show what is in it", () => openGroup(id), state.group === id)];
  if (kind === "edge") return [];
  const folded = nodeOf
    .get(id)
    .links.filter((edge) => !edge.folded && !shown.nodes.has(otherEnd(edge, nodeOf.get(id)))).length;
  return [
    way("Only this and its neighbours", () => toggleOnly(id), state.only.includes(id)),
    folded || state.open.includes(id)
      ? way(
          state.open.includes(id)
            ? "Fold away"
            : `Bring in ${folded > FANNED ? `${FANNED} of ` : ""}${count(folded, "neighbour")}`,
          () => toggleOpen(id),
          state.open.includes(id),
        )
      : null,
  ].filter(Boolean);
}

function way(text, onclick, isPressed) {
  return element("button", { type: "button", onclick, "aria-pressed": String(isPressed) }, text);
}

function toggleOnly(id) {
  set({ only: state.only.includes(id) ? state.only.filter((other) => other !== id) : [id] });
}

function toggleOpen(id) {
  set({ open: state.open.includes(id) ? state.open.filter((other) => other !== id) : [...state.open, id] });
  frame([id, ...fan(nodeOf.get(id)).map((node) => node.id)].filter((other) => drawnNodes.get(other)));
}

function openGroup(label) {
  set({ group: state.group === label ? "" : label });
}

function propertyList(properties) {
  if (!properties.length) return null;
  const names = [...new Set(properties.map(([name]) => name))];
  const values = (name) =>
    properties.filter(([other]) => other === name).map(([, value]) => element("span", { dir: "auto" }, value));
  return element(
    "dl",
    {},
    names.flatMap((name) => [element("dt", {}, name), element("dd", {}, values(name))]),
  );
}

/** What one article says of an event that several tell of. */
function isVersion([name]) {
  return /^as .* tells it$/.test(name);
}

function tellVersion([name, value]) {
  return element(
    "div",
    { class: "card" },
    element("p", { class: "role", dir: "auto" }, name),
    element("p", { class: "version", dir: "auto" }, value),
  );
}

function section(title, items, tellItem, many = items.length) {
  if (!items.length) return [];
  return [element("h3", {}, title, element("small", {}, many.toLocaleString("en-GB"))), ...inPortions(items, tellItem)];
}

/** The first few of many, and a button that brings the next. */
function inPortions(items, tellItem, portion = FEW) {
  if (items.length <= portion + 2) return items.map((item) => tellItem(item));
  const rest = items.slice(portion);
  const more = element("button", { type: "button", class: "more" }, `${rest.length} more`);
  more.addEventListener("click", () => {
    const next = inPortions(rest, tellItem, portion * 5);
    more.replaceWith(...next);
    next[0].querySelector("button, a, summary")?.focus();
  });
  return [...items.slice(0, portion).map((item) => tellItem(item)), more];
}

function evidence(quotes) {
  return section("Evidence", byArticle(quotes), articleCard, quotes.length);
}

/** The quotes of each article together, the oldest first. */
function byArticle(quotes) {
  return [
    ...Map.groupBy(
      quotes.map((index) => data.quotes[index]),
      (quote) => quote.article,
    ).values(),
  ];
}

function articleCard(quotes) {
  const [{ outlet, published }] = quotes;
  const source = [outlet, published && dateInWords(published)].filter(Boolean).join(" · ");
  return element(
    "article",
    { class: "card" },
    quotes.flatMap((quote) => [
      element("blockquote", { dir: "auto" }, quote.before, element("mark", {}, quote.exact), quote.after),
      howKnown(quote),
    ]),
    element("p", { class: "source" }, articleName(quotes[0]), source ? element("br") : null, source),
  );
}

function articleName(quote) {
  if (!/^https?:/i.test(quote.url ?? "")) return element("span", { dir: "auto" }, quote.name);
  const link = { href: quote.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" };
  return element("a", link, quote.name);
}

function howKnown({ sure, rule }) {
  const percent = sure === null ? null : `${Math.round(sure * 100)} %`;
  return element(
    "p",
    { class: "how" },
    percent && element("span", {}, `confidence ${percent}`),
    percent && element("meter", { min: 0, max: 1, value: sure, "aria-label": `confidence ${percent}` }),
    element("span", {}, "rule ", element("code", {}, rule)),
  );
}

/** What has a node in a role, such as the statements that somebody speaks. */
function holders(node, role) {
  return node.links.filter((edge) => edge.to === node && edge.role === role && !edge.folded).map((edge) => edge.from);
}

function tellStatement(node) {
  const facts = [whenInWords(node), ...ends(node, "addressee").map((other) => `to ${other.name}`)]
    .filter(Boolean)
    .join(" · ");
  const proofs = element("details", {}, element("summary", {}, `Evidence (${node.quotes.length})`));
  proofs.addEventListener(
    "toggle",
    () => proofs.childElementCount === 1 && proofs.append(...inPortions(byArticle(node.quotes), articleCard)),
  );
  return element(
    "div",
    { class: "card said" },
    goTo(node, false),
    facts ? element("p", { class: "role" }, facts) : null,
    node.quotes.length ? proofs : null,
  );
}

/** Links to the neighbours, grouped by role as seen from this node. */
function relations(node) {
  const told = node.links.filter((edge) => !(edge.to === node && edge.role === "speaker"));
  if (!told.length) return [];
  const groups = Map.groupBy(told, (edge) => roleSeenFrom(edge, node));
  const titles = [...groups.keys()].sort();
  return [
    element("h3", {}, "Links"),
    ...titles.flatMap((title) => [
      element("p", { class: "role" }, title),
      ...inPortions(inOrder(groups.get(title), node), (edge) => relation(edge, node)),
    ]),
  ];
}

function inOrder(edges, node) {
  const rank = (edge) => otherEnd(edge, node).kind.rank;
  return edges.toSorted((a, b) => rank(a) - rank(b) || byName(otherEnd(a, node).name, otherEnd(b, node).name));
}

function roleSeenFrom(edge, node) {
  if (edge.from === node || edge.role === "works with") return edge.role;
  return edge.folded ? `${edge.role} this` : `${edge.role} of`;
}

function relation(edge, node) {
  const proofs = edge.folded ? edge.folded.length : edge.quotes.length;
  const what = edge.folded ? (edge.of === "Statement" ? "statement" : "fact") : "quote";
  const proof = element(
    "button",
    { type: "button", class: "proof", onclick: () => choose("edge", edge.id, { focus: true }) },
    count(proofs, what),
  );
  return element("div", { class: "relation" }, goTo(otherEnd(edge, node)), proofs ? proof : null);
}

function goTo(node, withSwatch = true) {
  const open = () => choose("node", node.id, { focus: true });
  const label = element("span", { dir: "auto" }, node.name || "(no name)");
  return element(
    "button",
    { type: "button", class: "go", onclick: open },
    withSwatch ? swatch(node.group) : null,
    label,
  );
}
