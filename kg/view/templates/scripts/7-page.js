// Legend, list, pointer, keyboard, light and dark, and the start of it all.

function toggleKind(kind) {
  const wasSpread = isSpread();
  if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
  for (const button of byId("legend").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(!hiddenKinds.has(button.dataset.kind)));
  }
  filterList();
  redraw();
  if (isSpread() === wasSpread) return;
  place();
  frameAll({ animated: false });
}

function filterList() {
  for (const part of byId("list").querySelectorAll("section")) part.hidden = hiddenKinds.has(part.dataset.kind);
}

function toggleList() {
  const list = byId("list");
  list.hidden = !list.hidden;
  byId("show-list").setAttribute("aria-pressed", String(!list.hidden));
}

function pointed({ pointer }) {
  const node = picture.getNodeAt(pointer.DOM);
  if (node !== undefined) return choose("node", node);
  const edge = picture.getEdgeAt(pointer.DOM);
  return edge === undefined ? unchoose() : choose("edge", edge);
}

function hint(text, { x, y }) {
  const box = byId("hint");
  box.textContent = text;
  box.hidden = false;
  const room = byId("stage").clientWidth - box.offsetWidth - 8;
  box.style.transform = `translate(${Math.max(8, Math.min(x + 14, room))}px, ${y + 16}px)`;
  byId("network").style.cursor = "pointer";
}

function noHint() {
  byId("hint").hidden = true;
  byId("network").style.cursor = "";
}

function hintEdge(edge) {
  const [from, to] = [nodeOf.get(edge.from).name, nodeOf.get(edge.to).name];
  return edge.folds ? `${from} ${edge.role} ${to}` : `${edge.role} of ${from}: ${to}`;
}

function pageKey(event) {
  const isTyping = event.target.closest?.("input, textarea");
  if (event.key === "Escape") {
    if (byId("suggestions").hidden) unchoose();
    else openSuggestions(false);
  } else if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    byId("search").select();
  }
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

function switchTheme() {
  const now = document.documentElement.dataset.theme ?? (darkness.matches ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  repaint();
}

function repaint() {
  paint = readPaint();
  redraw();
}

function listen() {
  picture.on("click", pointed);
  picture.on("hoverNode", ({ node, pointer }) => hint(`${nodeOf.get(node).name} (${kindOf(nodeOf.get(node)).label})`, pointer.DOM));
  picture.on("hoverEdge", ({ edge, pointer }) => hint(hintEdge(edgeOf.get(edge)), pointer.DOM));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) picture.on(event, noHint);
  byId("legend").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) toggleKind(button.dataset.kind);
  });
  byId("list").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose("node", data.nodes[button.dataset.number].id, { focus: true });
  });
  byId("search").addEventListener("input", suggest);
  byId("search").addEventListener("blur", () => openSuggestions(false));
  byId("search").addEventListener("keydown", searchKey);
  byId("show-list").addEventListener("click", toggleList);
  byId("theme").addEventListener("click", switchTheme);
  byId("close").addEventListener("click", unchoose);
  byId("closer").addEventListener("click", () => zoom(1.3));
  byId("farther").addEventListener("click", () => zoom(1 / 1.3));
  byId("whole").addEventListener("click", () => frameAll());
  darkness.addEventListener("change", repaint);
  addEventListener("keydown", pageKey);
  addEventListener("popstate", readAddress);
}

listen();
filterList();
picture.once("afterDrawing", () => {
  // Labels are measured now. A small screen starts where they can be read, in the middle of the picture.
  frameAll({ animated: false, farthest: innerWidth <= NARROW ? 0.6 : undefined });
  if (location.hash) readAddress();
  document.documentElement.dataset.ready = "true";
});
