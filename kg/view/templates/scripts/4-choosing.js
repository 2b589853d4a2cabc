// Choosing a node or an edge, by whatever way, and keeping the address of the page in step.

/**
 * Chooses a node or an edge: lights it up, tells of it in the panel, notes it in the address. A choice in the
 * picture leaves the view as it is if it can; one made elsewhere (`focus`) goes to the node and to the panel.
 */
function choose(kind, id, { focus = false } = {}) {
  if (!(kind === "node" ? nodeOf : edgeOf).has(id)) return;
  chosen = { kind, id };
  if (kind === "node") unhide(nodeOf.get(id));
  if (byId("panel").hidden) cameFrom = document.activeElement;
  fillPanel();
  redraw();
  writeAddress();
  const near = [...lit()].filter((id) => nodeOf.has(id) && isShown(nodeOf.get(id)));
  if (byId("list").hidden) (focus ? goNear : bringIntoSight)(near);
  if (focus) byId("details").focus({ preventScroll: true });
}

/** Shows a kind that was filtered out when one of its nodes is chosen; what is folded stays folded. */
function unhide(node) {
  if (!isShown(node) && !kindOf(node).folded) toggleKind(node.group);
}

function unchoose() {
  if (!chosen) return;
  chosen = null;
  byId("panel").hidden = true;
  markCurrent();
  redraw();
  writeAddress();
  if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
  cameFrom = null;
}

function writeAddress() {
  const hash = chosen ? `#${chosen.kind}=${encodeURIComponent(chosen.id)}` : "";
  if (location.hash !== hash) history.pushState(null, "", hash || location.pathname + location.search);
}

function readAddress() {
  const [, kind, id] = location.hash.match(/^#(node|edge)=(.*)$/) ?? [];
  if (!kind) return unchoose();
  try {
    choose(kind, decodeURIComponent(id));
  } catch {
    unchoose(); // an address cut in the middle of a character
  }
}

function markCurrent() {
  for (const button of byId("list").querySelectorAll("button")) {
    const isCurrent = data.nodes[button.dataset.number].id === chosen?.id;
    button.toggleAttribute("aria-current", isCurrent);
    if (isCurrent) button.setAttribute("aria-current", "true");
  }
}
