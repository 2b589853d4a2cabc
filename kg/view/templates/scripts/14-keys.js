// The keyboard: the search from everywhere, and in the picture from node to node.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pageKey(event) {
  const isTyping = event.target.closest?.("input, textarea, select");
  if (event.key === "Escape") {
    if (byId("suggestions").hidden) unchoose();
    else openSuggestions(false);
  } else if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    byId("search").select();
  }
}

function pictureKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = ARROWS[event.key] ? () => step(ARROWS[event.key]) : PICTURE_KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

const PICTURE_KEYS = {
  "+": () => zoom(1.3),
  "-": () => zoom(1 / 1.3),
  0: () => frameAll(),
  Enter: () => (state.chosen ? byId("details").focus() : step([1, 0])),
};

/** Chooses the next node or group in a direction; the first step goes to the best linked one. */
function step([right, down]) {
  const ids = drawnNodes.getIds();
  if (!ids.length) return;
  const from = here();
  const next =
    from === null
      ? (inOrderOfWeight([...shown.nodes])[0]?.id ?? ids[0])
      : nearest(
          ids.filter((id) => id !== from),
          picture.getPosition(from),
          right,
          down,
        );
  if (next === undefined) return;
  pick(next);
  byId("said").textContent =
    next.startsWith("group ") && shown.groups
      ? next.slice(6)
      : `${nodeOf.get(next).name}, ${nodeOf.get(next).kind.label}, ${count(nodeOf.get(next).links.length, "link")}`;
}

function here() {
  if (!state.chosen || state.chosen.kind === "edge") return null;
  const id = state.chosen.kind === "group" ? `group ${state.chosen.id}` : state.chosen.id;
  return drawnNodes.get(id) ? id : null;
}

/** The nearest in a direction, where what lies to the side counts as farther away. */
function nearest(ids, from, right, down) {
  const places = picture.getPositions(ids);
  const far = (id) => {
    const [x, y] = [places[id].x - from.x, places[id].y - from.y];
    const [ahead, aside] = [x * right + y * down, Math.abs(x * down) + Math.abs(y * right)];
    return ahead > 0 ? ahead + 2 * aside : Infinity;
  };
  return ids
    .map((id) => [far(id), id])
    .filter(([distance]) => distance < Infinity)
    .sort(([a], [b]) => a - b)[0]?.[1];
}

/** Chooses what is drawn under an id. */
function pick(id) {
  if (shown.groups && id.startsWith("group ")) choose("group", id.slice(6));
  else choose("node", id);
}
