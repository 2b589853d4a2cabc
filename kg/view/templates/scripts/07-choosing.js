// Choosing a node, an edge or a group, and showing all that is set.

const TWICE = 400; // milliseconds in which a second click makes two of them
let moving = 0; // the timer after which the view follows a choice in the picture
let cameFrom = null; // what had the focus before the panel took it
let drawnFor = ""; // what was set when the picture was last drawn anew
let arrangement = ""; // of that, what decides where nodes stand
let dressed = ""; // the id of what is drawn as chosen

/**
 * Chooses a node, an edge or a group: lights it up, tells of it in the panel, notes it in the address. A choice in
 * the picture leaves the view as it is, unless the panel covers it; one made elsewhere (`focus`) goes there and to the panel.
 */
function choose(kind, id, { focus = false } = {}) {
  if (kind !== "group" && !(kind === "node" ? nodeOf : edgeOf).has(id)) return;
  if (byId("panel").hidden) cameFrom = document.activeElement;
  set({ chosen: { kind, id }, ...(kind === "node" ? shownWith(nodeOf.get(id)) : {}) });
  const near = [...(lit()?.nodes ?? [])].map((node) => node.id);
  if (isNarrow() && !state.list) byId("stage").scrollIntoView();
  if (!state.list && focus) goNear(near, id);
  else if (!state.list) moving = setTimeout(() => bringIntoSight([id].filter((one) => drawnNodes.get(one))), TWICE);
  if (focus) byId("details").focus({ preventScroll: true });
}

/** What must be set for a node to be in the picture; what is folded stays folded. */
function shownWith(node) {
  const change = {};
  if (state.hide.has(node.group) && !node.kind.folded)
    change.hide = new Set([...state.hide].filter((name) => name !== node.group));
  if (shown.groups || (data.groupings.length && !shown.nodes.has(node))) change.only = [node.id];
  return change;
}

function unchoose() {
  if (!state.chosen) return;
  set({ chosen: null });
  if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
  cameFrom = null;
}

/** Brings everything on the page in step with what is set: the panel at once, the picture when that is painted. */
function show() {
  fillPanel();
  if (settingOf(state) !== drawnFor) showAnew();
  fillWays();
  showList();
  requestAnimationFrame(() => setTimeout(showChoice));
}

/** What decides which nodes are shown, as an address. */
function settingOf(what) {
  return addressOf({ ...what, chosen: null, list: false }) || "all";
}

function showAnew() {
  const before = drawnFor && arrangement;
  drawnFor = settingOf(state);
  arrangement = [isSpread(), state.only, state.group, state.by].join();
  shown = compute();
  litEdges = [];
  redraw();
  if (before && before !== arrangement) frameAll({ animated: false });
  showControls();
  tellShown();
}

function showChoice() {
  dressChoice(...new Set([dressed, state.chosen?.id]));
  dressed = state.chosen?.id;
  light();
  picture.redraw();
}

/** Says how much of the network is shown, and offers to show all of it again. */
function tellShown() {
  const held = shown.groups ? shown.groups.groups.length : shown.nodes.size;
  const what = shown.groups
    ? `${count(held, "group")} of ${count(data.nodes.length, "node")}`
    : `${held.toLocaleString("en-GB")} of ${count(data.nodes.length, "node")}`;
  byId("shown").textContent = `Showing ${what}`;
  byId("clear").hidden = !(
    isNarrowed() ||
    state.only.length ||
    state.open.length ||
    state.group ||
    !sameSet(state.hide, START.hide) ||
    state.aside
  );
}

function showEverything() {
  const { chosen, list, by, date } = state;
  set({ ...START, chosen, list, by, date });
  frameAll({ animated: false });
}
