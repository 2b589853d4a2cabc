// What nodes and edges look like in the picture.

function readPaint() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`);
  return { ground: read("ground"), ink: read("ink"), soft: read("soft"), edge: read("edge"), accent: read("accent") };
}

/** A colour as its red, green and blue, whether written #rrggbb or rgb(r, g, b). */
function channels(colour) {
  const hex = colour.match(/^#(..)(..)(..)$/);
  return hex ? hex.slice(1).map((pair) => parseInt(pair, 16)) : colour.match(/[\d.]+/g).slice(0, 3).map(Number);
}

/** A colour as it looks when only this share of it covers the ground. */
function faded(colour, share) {
  const ground = channels(paint.ground);
  const mixed = channels(colour).map((part, index) => Math.round(part * share + ground[index] * (1 - share)));
  return `rgb(${mixed.join(",")})`;
}

function dressNode(node, bright) {
  const kind = kindOf(node);
  const isChosen = chosen?.id === node.id;
  const share = !bright || bright.has(node.id) ? 1 : 0.16;
  const onFill = kind.shape === "box" && !kind.hollow;
  const ink = onFill ? "#ffffff" : kind.rank < 5 ? paint.ink : paint.soft;
  const background = faded(kind.hollow ? paint.ground : kind.fill, share);
  const border = isChosen ? paint.ink : faded(kind.line, share);
  const colour = { background, border };
  return {
    id: node.id,
    hidden: !isShown(node),
    color: { ...colour, hover: { background, border: paint.ink }, highlight: colour },
    borderWidth: isChosen ? 3.5 : 1.5,
    font: {
      color: share < 1 ? faded(ink, onFill ? 0.75 : 0.3) : ink,
      size: node.fontSize,
      face: FACE,
      strokeWidth: kind.shape === "box" ? 0 : 4,
      strokeColor: paint.ground,
    },
  };
}

function dressEdge(edge, bright) {
  const isLit = bright && (chosen.kind === "edge" ? edge.id === chosen.id : bright.has(edge.id));
  const colour = isLit ? paint.accent : faded(paint.edge, bright ? 0.22 : edge.folds ? 0.65 : 1);
  return {
    id: edge.id,
    hidden: !isEdgeShown(edge),
    label: isLit ? edge.role : undefined,
    color: { color: colour, hover: paint.accent, highlight: colour },
    width: isLit ? 2 : 1.2,
    arrows: { to: { enabled: Boolean(isLit), scaleFactor: 0.5 } },
    font: { color: paint.ink, size: 12, face: FACE, align: "middle", strokeWidth: 5, strokeColor: paint.ground },
  };
}

function drawnNode(node) {
  const kind = kindOf(node);
  return {
    ...dressNode(node, null),
    label: node.label,
    shape: node.shape,
    size: node.size,
    x: node.x,
    y: node.y,
    margin: kind.hollow ? { top: 5, bottom: 5, left: 9, right: 9 } : 10,
    shapeProperties: { borderRadius: kind.radius },
  };
}

function drawnEdge(edge) {
  const type = edge.bend > 0 ? "curvedCW" : "curvedCCW";
  return {
    ...dressEdge(edge, null),
    from: edge.from,
    to: edge.to,
    dashes: edge.folds ? [3, 5] : false,
    smooth: edge.bend ? { enabled: true, type, roundness: Math.abs(edge.bend) } : false,
  };
}

const drawnNodes = new vis.DataSet(data.nodes.map(drawnNode));
const drawnEdges = new vis.DataSet(data.edges.map(drawnEdge));
const picture = new vis.Network(byId("network"), { nodes: drawnNodes, edges: drawnEdges }, {
  ...data.options,
  interaction: { ...data.options.interaction, selectable: false, hideEdgesOnDrag: data.edges.length > 1500 },
  nodes: { scaling: { label: { drawThreshold: 5 } }, labelHighlightBold: false },
  edges: { labelHighlightBold: false, hoverWidth: 0.6, selectionWidth: 0 },
});
byId("network").firstElementChild.tabIndex = -1; // the list is the picture's way in for the keyboard

function redraw() {
  const bright = lit();
  drawnNodes.update(data.nodes.map((node) => dressNode(node, bright)));
  drawnEdges.update(data.edges.map((edge) => dressEdge(edge, bright)));
}

function place() {
  const spread = isSpread();
  drawnNodes.update(data.nodes.map(({ id, x, y, spread: wide }) => (spread ? { id, x: wide[0], y: wide[1] } : { id, x, y })));
}
