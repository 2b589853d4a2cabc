// The choice in the light, the rest behind a veil, and labels that can be read from afar: drawn over the picture.

const FAR = 11; // size of the labels drawn from afar, in pixels of the screen
const MOST_LABELS = 400;
const widths = new Map();
let litEdges = [];

/** What the choice lights up: itself and what it is linked to, or null where nothing is chosen. */
function lit() {
  if (!state.chosen || state.chosen.kind === "group" || shown.groups) return null;
  const edges = linesOfChoice().filter((edge) => shown.edges.has(edge));
  const nodes = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const node = nodeOf.get(state.chosen.id);
  if (node && shown.nodes.has(node)) nodes.add(node);
  return { edges, nodes };
}

/** The edges of the choice, and for what is folded also those that stand in for it. */
function linesOfChoice() {
  if (state.chosen.kind === "edge") return [edgeOf.get(state.chosen.id)];
  const node = nodeOf.get(state.chosen.id);
  if (shown.nodes.has(node)) return node.links;
  const heads = new Set(node.links.flatMap((edge) => otherEnd(edge, node).links));
  return [...heads].filter((edge) => edge.folded?.includes(node.number));
}

/** Dresses the edges of the choice and undresses those of the one before. */
function light() {
  const before = litEdges.filter((edge) => drawnEdges.get(edge.id));
  litEdges = lit()?.edges ?? [];
  const isNamed = litEdges.length <= NAMED;
  drawnEdges.update(before.map((edge) => dressEdge(edge, false, isNamedByItself(edge))));
  drawnEdges.update(litEdges.map((edge) => dressEdge(edge, true, isNamed)));
}

function dressChoice(...ids) {
  const nodes = ids.map((id) => nodeOf.get(id)).filter((node) => node && drawnNodes.get(node.id));
  drawnNodes.update(nodes.map(dressNode));
}

/** After vis-network has drawn: the veil with what is lit upon it, and the labels that were too small. */
function drawOver(context) {
  const bright = lit();
  if (bright) {
    veil(context);
    drawLit(context, bright);
  }
  drawFarLabels(context, bright);
}

function veil(context) {
  const start = picture.DOMtoCanvas({ x: 0, y: 0 });
  const end = picture.DOMtoCanvas({ x: byId("network").clientWidth, y: byId("network").clientHeight });
  context.save();
  context.globalAlpha = 0.8;
  context.fillStyle = paint.ground;
  context.fillRect(start.x, start.y, end.x - start.x, end.y - start.y);
  context.restore();
}

function drawLit(context, bright) {
  const lines = bright.edges.map((edge) => picture.body.edges[edge.id]).filter((edge) => edge?.connected);
  const spots = [...bright.nodes].map((node) => picture.body.nodes[node.id]).filter(Boolean);
  lines.forEach((edge) => edge.draw(context));
  const labels = spots.map((node) => node.draw(context).drawExternalLabel);
  lines.forEach((edge) => edge.drawArrows(context));
  labels.forEach((draw) => draw?.());
}

/** Names for what is too small to be named by vis-network: the lit and the best linked first, where there is room. */
function drawFarLabels(context, bright) {
  const scale = picture.getScale();
  const all = shown.groups
    ? shown.groups.groups.map(asNode)
    : inOrderOfWeight(bright ? [...bright.nodes] : [...shown.nodes]);
  const wanted = all.filter(inView);
  const taken = wanted.filter((node) => !isSmall(node, scale)).map((node) => picture.getBoundingBox(node.id));
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `${FAR / scale}px ${FACE}`;
  for (const node of wanted.filter((node) => isSmall(node, scale)).slice(0, MOST_LABELS)) {
    const box = farBox(context, node, scale);
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    drawFarLabel(context, node, box, scale);
  }
  context.restore();
}

/** A group as far as its label asks for; groups stand in the order of their size. */
function asNode([label, members, , , size]) {
  const text = `${label} ${members.length.toLocaleString("en-GB")}`;
  return { id: `group ${label}`, label: text, size, fontSize: GROUP_FONT, kind: { shape: "dot" } };
}

function isSmall(node, scale) {
  return node.fontSize * scale < READABLE;
}

function inView(node) {
  if (!(node.id in picture.body.nodes)) return false; // not yet handed over to vis-network
  const { x, y } = picture.canvasToDOM(picture.getPosition(node.id));
  return x > 0 && y > 0 && x < byId("network").clientWidth && y < byId("network").clientHeight;
}

function inOrderOfWeight(nodes) {
  const weight = (node) =>
    node.links.length * (node.kind.rank === 0 ? 4 : 1) + (state.chosen?.id === node.id ? 1e9 : 0);
  return nodes.sort((a, b) => weight(b) - weight(a) || a.number - b.number);
}

function farBox(context, node, scale) {
  const text = node.label.replace("\n", " ");
  if (!widths.has(text)) widths.set(text, context.measureText(text).width * scale);
  const [wide, high] = [(widths.get(text) + 8) / scale, (FAR + 5) / scale];
  const { x, y } = picture.getPosition(node.id);
  const below = isTag(node) ? 0 : node.size + high / 2 + 1 / scale;
  return {
    text,
    x,
    y: y + below,
    left: x - wide / 2,
    right: x + wide / 2,
    top: y + below - high / 2,
    bottom: y + below + high / 2,
  };
}

function isTag(node) {
  return node.kind.shape === "box";
}

function overlap(one, two) {
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}

function drawFarLabel(context, node, box, scale) {
  if (isTag(node)) {
    context.beginPath();
    context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 3 / scale);
    context.fillStyle = node.kind.hollow ? paint.ground : node.kind.fill;
    context.fill();
    context.lineWidth = 1 / scale;
    context.strokeStyle = node.kind.line;
    context.stroke();
  } else {
    context.lineWidth = 3 / scale;
    context.lineJoin = "round";
    context.strokeStyle = paint.ground;
    context.strokeText(box.text, box.x, box.y);
  }
  context.fillStyle = isTag(node) && !node.kind.hollow ? "#ffffff" : paint.ink;
  context.fillText(box.text, box.x, box.y);
}

picture.on("afterDrawing", drawOver);
