// Pointer, light and dark, and the start of it all.

function pointed({ pointer }) {
  const node = picture.getNodeAt(pointer.DOM);
  if (node !== undefined) return pick(node);
  const edge = picture.getEdgeAt(pointer.DOM);
  return edge === undefined || !edgeOf.has(edge) ? unchoose() : choose("edge", edge);
}

/** Twice on a node brings in what is folded into it; twice on a group shows what is in it. */
function pointedTwice({ pointer }) {
  const node = picture.getNodeAt(pointer.DOM);
  if (node === undefined) return;
  clearTimeout(moving);
  if (shown.groups) openGroup(node.slice(6));
  else toggleOpen(node);
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

function hintNode({ node, pointer }) {
  const text = nodeOf.has(node)
    ? `${nodeOf.get(node).name} (${nodeOf.get(node).kind.label})`
    : node.replace(/^group /, "");
  hint(text, pointer.DOM);
}

function hintEdge({ edge, pointer }) {
  if (!edgeOf.has(edge)) return;
  const { from, to, role, folded } = edgeOf.get(edge);
  hint(folded ? `${from.name} ${role} ${to.name}` : `${role} of ${from.name}: ${to.name}`, pointer.DOM);
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

function switchTheme() {
  const now = document.documentElement.dataset.theme ?? (darkness.matches ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  repaint();
}

function repaint() {
  paint = readPaint();
  litEdges = [];
  redraw();
  light();
  picture.redraw();
}

function listen() {
  picture.on("click", pointed);
  picture.on("doubleClick", pointedTwice);
  picture.on("hoverNode", hintNode);
  picture.on("hoverEdge", hintEdge);
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) picture.on(event, noHint);
  byId("network").addEventListener("keydown", pictureKey);
  byId("search").addEventListener("input", suggest);
  byId("search").addEventListener("blur", () => openSuggestions(false));
  byId("search").addEventListener("keydown", searchKey);
  byId("theme").addEventListener("click", switchTheme);
  byId("close").addEventListener("click", unchoose);
  byId("closer").addEventListener("click", () => zoom(1.3));
  byId("farther").addEventListener("click", () => zoom(1 / 1.3));
  byId("whole").addEventListener("click", () => frameAll());
  darkness.addEventListener("change", repaint);
  addEventListener("keydown", pageKey);
  addEventListener("popstate", readAddress);
  listenToControls();
  listenToTime();
  listenToList();
  listenToSaving();
}

function readAddress() {
  state = { ...START, ...readState(location.hash) };
  show();
}

byId("filters").open = !isNarrow();
fillControls();
listen();
readAddress();
picture.once("afterDrawing", () => {
  // Labels are measured now. A small screen starts where they can be read, in the middle of the picture.
  frameAll({ animated: false, farthest: isNarrow() ? 0.4 : undefined });
  const near = [...(lit()?.nodes ?? [])].map((node) => node.id);
  if (state.chosen?.kind === "node") goNear(near, state.chosen.id);
  document.documentElement.dataset.ready = performance.now().toFixed(0); // milliseconds after the start
});
