// What nodes and edges look like in the picture, and which of them vis-network is given.

const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const READABLE = 10; // the smallest label that vis-network draws, in pixels of the screen
const GROUP_FONT = 18;
const NAMED = 40; // as many lit edges at once say their role
const MANY = 1500; // with more edges than this, those that are not lit say no role and wait while the picture is dragged
let paint = readPaint();

function readPaint() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`);
  return { ground: read("ground"), ink: read("ink"), soft: read("soft"), edge: read("edge"), accent: read("accent") };
}

function nodeColours(kind) {
  const background = kind.hollow ? paint.ground : kind.fill;
  return {
    background,
    border: kind.line,
    hover: { background, border: paint.ink },
    highlight: { background, border: paint.ink },
  };
}

function dressNode(node) {
  const kind = node.kind;
  const isChosen = state.chosen?.id === node.id;
  const onFill = kind.shape === "box" && !kind.hollow;
  const colour = nodeColours(kind);
  return {
    id: node.id,
    color: isChosen ? { ...colour, border: paint.ink } : colour,
    borderWidth: isChosen ? 3.5 : 1.5,
    font: {
      color: onFill ? "#ffffff" : kind.rank < 5 ? paint.ink : paint.soft,
      size: node.fontSize,
      face: FACE,
      strokeWidth: kind.shape === "box" ? 0 : 4,
      strokeColor: paint.ground,
    },
  };
}

function drawnNode(node) {
  return {
    ...dressNode(node),
    ...placeOf(node),
    label: node.label,
    shape: node.kind.shape,
    size: node.size,
    margin: node.kind.hollow ? { top: 5, bottom: 5, left: 9, right: 9 } : 10,
    shapeProperties: { borderRadius: node.kind.radius },
  };
}

function dressEdge(edge, isLit, isNamed) {
  return {
    id: edge.id,
    label: isNamed ? edge.role : " ",
    color: { color: isLit ? paint.accent : paint.edge, hover: paint.accent, highlight: paint.accent },
    width: isLit ? 2 : 1,
    arrows: { to: { enabled: isLit && !edge.folded, scaleFactor: 0.5 } },
    font: {
      color: isLit ? paint.ink : paint.soft,
      size: 11,
      face: FACE,
      align: "middle",
      strokeWidth: 5,
      strokeColor: paint.ground,
    },
  };
}

function drawnEdge(edge) {
  const type = edge.bend > 0 ? "curvedCW" : "curvedCCW";
  return {
    ...dressEdge(edge, false, isNamedByItself(edge)),
    from: edge.from.id,
    to: edge.to.id,
    dashes: edge.folded ? [3, 5] : false,
    smooth: edge.bend ? { enabled: true, type, roundness: Math.abs(edge.bend) } : false,
  };
}

/** Whether an edge says its role without being asked: it does where there are few, unless it says the usual. */
function isNamedByItself(edge) {
  return shown.edges.size <= MANY && !edge.folded && edge.role !== "country";
}

/** Where a node stands: among those that are shown at first, among all, or around the one that brought it in. */
function placeOf(node) {
  const [x, y] = isSpread() || data.groupings.length ? node.wide : (node.near ?? fannedPlace(node));
  return { x, y };
}

/** Whether a kind that is folded at first stands in the picture itself, which asks for more room. */
function isSpread() {
  return state.aside || KINDS.some((kind) => kind.folded && !state.hide.has(kind.name));
}

function fannedPlace(node) {
  const centre = state.open.map((id) => nodeOf.get(id)).find((other) => other.near && fan(other).includes(node));
  if (!centre) return node.wide;
  const turn = fan(centre)
    .filter((other) => !other.near)
    .indexOf(node);
  const reach = 90 + 38 * Math.sqrt(turn); // the sunflower's way of filling a disc
  return [centre.near[0] + 1.5 * reach * Math.cos(turn * 2.4), centre.near[1] + reach * Math.sin(turn * 2.4)].map(
    Math.round,
  );
}

function drawnGroup([label, members, x, y, size]) {
  const isChosen = state.chosen?.id === label;
  return {
    id: `group ${label}`,
    label: `${label}\n${members.length.toLocaleString("en-GB")}`,
    shape: "dot",
    size,
    x,
    y,
    color: {
      background: paint.ground,
      border: isChosen ? paint.ink : paint.accent,
      hover: { background: paint.ground, border: paint.ink },
    },
    borderWidth: isChosen ? 4 : 2.5,
    font: { color: paint.ink, size: GROUP_FONT, face: FACE, strokeWidth: 4, strokeColor: paint.ground },
  };
}

function drawnGroupLink([one, two, links], groups) {
  return {
    id: `link ${one} ${two}`,
    from: `group ${groups[one][0]}`,
    to: `group ${groups[two][0]}`,
    width: 1 + Math.log2(links) / 2,
    color: { color: paint.edge, hover: paint.accent },
    smooth: false,
  };
}

const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const picture = new vis.Network(
  byId("network"),
  { nodes: drawnNodes, edges: drawnEdges },
  {
    ...data.options,
    interaction: {
      ...data.options.interaction,
      selectable: false,
      hideEdgesOnDrag: data.edges.length > MANY,
      hideEdgesOnZoom: data.edges.length > MANY,
    },
    nodes: { scaling: { label: { drawThreshold: READABLE } }, labelHighlightBold: false },
    edges: {
      scaling: { label: { drawThreshold: READABLE } },
      labelHighlightBold: false,
      hoverWidth: 0.6,
      selectionWidth: 0,
    },
  },
);
byId("network").firstElementChild.tabIndex = -1; // the frame around it takes the keys

/** Gives vis-network what is shown now and takes away what is not. */
function redraw() {
  const groups = shown.groups;
  const nodes = groups
    ? groups.groups.map(drawnGroup)
    : [...shown.nodes].sort((a, b) => a.number - b.number).map(drawnNode);
  const edges = groups
    ? groups.links.map((link) => drawnGroupLink(link, groups.groups))
    : [...shown.edges].map(drawnEdge);
  exchange(drawnEdges, []); // first, so that no edge is without its ends
  exchange(drawnNodes, nodes);
  exchange(drawnEdges, edges);
}

function exchange(set, items) {
  set.clear();
  set.add(items);
}
