// The search box and its suggestions.

let searchable = null; // made when it is first needed
let suggested = [];
let active = -1;

function makeSearchable() {
  return data.nodes.map((node) => ({
    node,
    label: plain(node.name),
    words: plain(node.properties.map(([, value]) => value).join(" ")),
  }));
}

/** How well a node fits, the lower the better: at the start, at the start of a word, anywhere, in its properties. */
function fit({ label, words }, text) {
  const at = label.indexOf(text);
  if (at === 0) return 0;
  if (label.includes(` ${text}`)) return 1;
  if (at > 0) return 2;
  return words.includes(text) ? 3 : Infinity;
}

function find(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  searchable ??= makeSearchable();
  return searchable
    .map((entry) => ({ node: entry.node, fit: fit(entry, wanted) }))
    .filter((entry) => entry.fit < Infinity)
    .sort((a, b) => a.fit - b.fit || a.node.kind.rank - b.node.kind.rank || b.node.links.length - a.node.links.length)
    .slice(0, 12)
    .map((entry) => entry.node);
}

function suggest() {
  const text = byId("search").value;
  suggested = find(text);
  active = suggested.length ? 0 : -1;
  const nothing = element("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found");
  byId("suggestions").replaceChildren(...(suggested.length ? suggested.map(suggestion) : [nothing]));
  openSuggestions(Boolean(text.trim()));
}

function suggestion(node, index) {
  const kind = element("small", {}, node.kind.label);
  const take = (event) => {
    event.preventDefault(); // the search keeps the focus until the panel takes it
    takeSuggestion(index);
  };
  const attributes = { role: "option", id: `suggestion-${index}`, onmousedown: take };
  return element("li", attributes, swatch(node.group), element("span", { dir: "auto" }, node.name), kind);
}

function openSuggestions(isOpen) {
  byId("suggestions").hidden = !isOpen;
  byId("search").setAttribute("aria-expanded", String(isOpen));
  markActive();
}

function markActive() {
  const isOpen = !byId("suggestions").hidden;
  [...byId("suggestions").children].forEach((item, index) => {
    item.setAttribute("aria-selected", String(index === active));
    if (index === active && isOpen) item.scrollIntoView({ block: "nearest" });
  });
  if (isOpen && active >= 0) byId("search").setAttribute("aria-activedescendant", `suggestion-${active}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function takeSuggestion(index) {
  const node = suggested[index];
  if (!node) return;
  openSuggestions(false);
  byId("search").value = node.name;
  choose("node", node.id, { focus: true });
}

function searchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && suggested.length) {
    event.preventDefault();
    active = (active + step + suggested.length) % suggested.length;
    openSuggestions(true);
  } else if (event.key === "Enter") {
    takeSuggestion(active);
  }
}
