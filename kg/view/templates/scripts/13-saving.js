// The picture on paper and as a file: all that is shown now.

const WIDEST = 8000; // pixels of a saved picture, each way

/** The box of what is drawn, with a margin, and the scale at which it is saved. */
function wholeBox() {
  const box = boxAround(drawnNodes.getIds());
  const margin = 30;
  const [width, height] = [box.right - box.left + 2 * margin, box.bottom - box.top + 2 * margin];
  return {
    left: box.left - margin,
    top: box.top - margin,
    width,
    height,
    scale: Math.min(2, WIDEST / Math.max(width, height)),
  };
}

/** Draws all that is shown with vis-network's own nodes and edges, and the light of the choice, on another canvas. */
function drawWhole(context, box) {
  context.fillStyle = paint.ground;
  context.fillRect(0, 0, box.width * box.scale, box.height * box.scale);
  context.scale(box.scale, box.scale);
  context.translate(-box.left, -box.top);
  const { nodes, edges, nodeIndices, edgeIndices } = picture.body;
  edgeIndices.forEach((id) => edges[id].connected && edges[id].draw(context));
  const labels = nodeIndices.map((id) => nodes[id].draw(context).drawExternalLabel);
  edgeIndices.forEach((id) => edges[id].connected && edges[id].drawArrows(context));
  labels.forEach((draw) => draw?.());
}

/** Draws while every label counts as near enough to be readable. */
function upClose(draw) {
  const { scale } = picture.body.view;
  picture.body.view.scale = 1; // labels ask it whether they are too small
  try {
    return draw();
  } finally {
    picture.body.view.scale = scale;
  }
}

function savePng() {
  const box = wholeBox();
  const canvas = element("canvas", {
    width: Math.ceil(box.width * box.scale),
    height: Math.ceil(box.height * box.scale),
  });
  upClose(() => drawWhole(canvas.getContext("2d"), box));
  canvas.toBlob((blob) => download(blob, "png"), "image/png");
}

function saveSvg() {
  const box = { ...wholeBox(), scale: 1 };
  const context = new svgcanvas.Context({ width: box.width, height: box.height });
  context.save = saveWithoutGroup;
  withLooseSpans(() => upClose(() => drawWhole(context, box)));
  download(new Blob([context.getSerializedSvg(true)], { type: "image/svg+xml" }), "svg");
}

/** svgcanvas starts a new group where a state is saved and so loses the path that vis-network fills after that. */
function saveWithoutGroup() {
  this.__groupStack.push(this.__currentElement);
  this.__styleStack.push(this.__getStyleState());
  (this.__transformMatrixStack ??= []).push(this.getTransform());
}

/** svgcanvas reads a font by putting it into a style attribute, which the policy forbids; a style object takes it. */
function withLooseSpans(draw) {
  document.createElement = (name) => {
    const made = Document.prototype.createElement.call(document, name);
    if (name === "span") made.setAttribute = (_, css) => (made.style.cssText = css);
    return made;
  };
  try {
    draw();
  } finally {
    delete document.createElement;
  }
}

function download(blob, ending) {
  const link = element("a", {
    href: URL.createObjectURL(blob),
    download: `${document.title.replace(/[^\p{L}\p{N}]+/gu, "-")}.${ending}`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Paper is light, whatever the screen is. */
function toPaper() {
  document.documentElement.dataset.paper = "true";
  repaint();
}

function fromPaper() {
  delete document.documentElement.dataset.paper;
  repaint();
}

function listenToSaving() {
  byId("print").addEventListener("click", () => print());
  byId("png").addEventListener("click", savePng);
  byId("svg").addEventListener("click", saveSvg);
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}
