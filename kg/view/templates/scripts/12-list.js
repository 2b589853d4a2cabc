// The list: what the picture shows, in words and tables.

const ROWS = 50;
let listedFor = ""; // what was set when the list was made
const names =
  (...roles) =>
  (node) =>
    ends(node, ...roles)
      .map((other) => other.name)
      .join(", ");
const country = (node) =>
  node.countries
    .map((number) => data.nodes[number])
    .filter((other) => other !== node)
    .map((other) => other.name)
    .join(", ");
const property = (name) => (node) =>
  node.properties
    .filter(([other]) => other === name)
    .map(([, value]) => value)
    .join(", ");
const outlets = (node) =>
  [...new Set(node.quotes.map((index) => data.quotes[index].outlet).filter(Boolean))].join(", ");
const sureness = (node) => {
  const sure = node.quotes.map((index) => data.quotes[index].sure).filter((value) => value !== null);
  return sure.length ? `${Math.round(Math.max(...sure) * 100)} %` : "";
};
const sectors = (node) => node.sectors.map((number) => data.nodes[number].name).join(", ");
const TOLD = { Outlets: outlets, Confidence: sureness };
const COLUMNS = {
  Meeting: { When: whenInWords, Who: names("participant"), Where: names("place"), Sectors: sectors, ...TOLD },
  Visit: { When: whenInWords, Who: names("visitor"), Where: names("destination"), ...TOLD },
  Agreement: { When: whenInWords, Parties: names("party"), Sectors: sectors, ...TOLD },
  Statement: { When: whenInWords, Speaker: names("speaker"), To: names("addressee"), Sectors: sectors, ...TOLD },
  Cooperation: { Between: names("party", "supplier", "recipient"), Sector: sectors, ...TOLD },
  Figure: { "Said by": names("asserted by"), ...TOLD },
  Person: { Position: property("position"), Country: country, Links: (node) => String(node.links.length) },
};
const PLAIN = { Country: country, Links: (node) => String(node.links.length) };

function showList() {
  byId("list").hidden = !state.list;
  byId("show-list").setAttribute("aria-pressed", String(state.list));
  if (!state.list) return;
  if (listedFor !== drawnFor) byId("list").replaceChildren(listSummary(), ...KINDS.flatMap(listPart));
  listedFor = drawnFor;
  for (const button of byId("list").querySelectorAll("th button")) {
    if (button.dataset.id === state.chosen?.id) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** What the filters let through, of the kinds that the legend shows. */
function listed() {
  return shown.groups ? new Set(data.nodes.filter(isKindShown)) : shown.nodes;
}

function listSummary() {
  const nodes = [...listed()];
  const kinds = KINDS.map((kind) => [kind, nodes.filter((node) => node.kind === kind).length]).filter(
    ([, number]) => number,
  );
  const told = kinds
    .map(([kind, number]) => count(number, kind.label.toLowerCase(), kind.plural.toLowerCase()))
    .join(", ");
  const best = nodes
    .toSorted((a, b) => b.links.length - a.links.length)
    .slice(0, 3)
    .filter((node) => node.links.length);
  const linked = best.length
    ? ` Best linked: ${best.map((node) => `${node.name} (${node.links.length})`).join(", ")}.`
    : "";
  return element(
    "p",
    { class: "summary" },
    `Shown: ${told || "nothing"}.${linked} What the legend and the filters leave out is not listed.`,
  );
}

function listPart(kind) {
  const nodes = [...listed()].filter((node) => node.kind === kind).sort(listOrder);
  if (!nodes.length) return [];
  const columns = COLUMNS[kind.name] ?? PLAIN;
  const used = Object.keys(columns).filter((name) => nodes.some((node) => columns[name](node)));
  const head = element(
    "tr",
    {},
    ["Name", ...used].map((name) => element("th", { scope: "col" }, name)),
  );
  const body = element(
    "tbody",
    {},
    rows(
      nodes,
      used.map((name) => columns[name]),
    ),
  );
  const title = element(
    "h2",
    {},
    swatch(kind.name),
    kind.plural,
    element("small", {}, nodes.length.toLocaleString("en-GB")),
  );
  const table = element("table", { "aria-label": kind.plural }, element("thead", {}, head), body);
  return [
    element(
      "section",
      { "data-kind": kind.name },
      title,
      element("div", { class: "wide", tabindex: 0, role: "region", "aria-label": `${kind.plural}, table` }, table),
    ),
  ];
}

function listOrder(a, b) {
  return (a.when?.[0] ?? "~").localeCompare(b.when?.[0] ?? "~") || byName(a.name, b.name);
}

function rows(nodes, columns) {
  const made = nodes.slice(0, ROWS).map((node) => row(node, columns));
  if (nodes.length <= ROWS) return made;
  const more = element("tr", {}, element("td", { colspan: columns.length + 1 }));
  const button = element(
    "button",
    { type: "button", class: "more" },
    `${(nodes.length - ROWS).toLocaleString("en-GB")} more`,
  );
  button.addEventListener("click", () => {
    const next = rows(nodes.slice(ROWS), columns);
    more.replaceWith(...next);
    next[0].querySelector("button").focus();
  });
  more.firstChild.append(button);
  return [...made, more];
}

function row(node, columns) {
  const name = element("button", { type: "button", "data-id": node.id, dir: "auto" }, node.name || "(no name)");
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, name),
    columns.map((column) => element("td", { dir: "auto" }, column(node))),
  );
}

function listenToList() {
  byId("show-list").addEventListener("click", () => set({ list: !state.list }));
  byId("list").addEventListener("click", (event) => {
    const id = event.target.closest("button")?.dataset.id;
    if (id !== undefined) choose("node", id, { focus: true });
  });
}
