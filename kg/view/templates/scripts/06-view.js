// Which part of the picture is in view.

const narrowness = matchMedia("(max-width: 760px), (max-height: 520px)"); // as in page.css

function isNarrow() {
  return narrowness.matches;
}

/** The part of the stage that neither legend nor panel covers, in pixels of the stage. */
function freeArea() {
  const stage = byId("stage").getBoundingClientRect();
  const area = { left: 0, top: 0, right: stage.width, bottom: stage.height };
  const side = byId("side").getBoundingClientRect();
  if (side.bottom > stage.top && side.right < stage.right) area.left = Math.max(0, side.right - stage.left);
  const panel = byId("panel").getBoundingClientRect();
  if (panel.width && panel.left > stage.left) area.right = panel.left - stage.left;
  else if (panel.width && panel.top < stage.bottom) area.bottom = Math.max(120, panel.top - stage.top);
  return { ...area, width: area.right - area.left, height: area.bottom - area.top, stage };
}

/** The box around what is drawn under these ids, in the picture's own measure. */
function boxAround(ids) {
  const boxes = ids.map((id) => picture.getBoundingBox(id)).filter(Boolean);
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/** The scale at which a box just fills an area. */
function scaleOf(box, area) {
  const margin = 28;
  const wide = (area.width - 2 * margin) / (box.right - box.left);
  return Math.min(wide, (area.height - 2 * margin) / (box.bottom - box.top));
}

/** Moves the view so that the nodes fill the free part of the stage, no closer and no farther than is said. */
function frame(ids, { closest = 1.25, farthest = 0.02, animated = true } = {}) {
  if (!ids.length) return;
  const box = boxAround(ids);
  const area = freeArea();
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(farthest, Math.min(scaleOf(box, area), closest)),
    offset: {
      x: (area.left + area.right - area.stage.width) / 2,
      y: (area.top + area.bottom - area.stage.height) / 2,
    },
    animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

function frameAll(limits) {
  frame(drawnNodes.getIds(), limits);
}

/** Moves the view only if part of the nodes is out of sight. */
function bringIntoSight(ids) {
  if (!ids.length) return;
  const box = boxAround(ids);
  const area = freeArea();
  const start = picture.canvasToDOM({ x: box.left, y: box.top });
  const end = picture.canvasToDOM({ x: box.right, y: box.bottom });
  const isSeen = start.x >= area.left && start.y >= area.top && end.x <= area.right && end.y <= area.bottom;
  if (!isSeen) frame(ids, { closest: Math.max(picture.getScale(), 0.4) });
}

/** Goes to a node and its neighbours, or to the node alone where they lie too far apart. */
function goNear(ids, id) {
  if (!ids.length) return;
  const isNear = scaleOf(boxAround(ids), freeArea()) >= 0.1;
  if (isNear || !ids.includes(id)) frame(ids, { closest: 1.1 });
  else frame([id], { closest: 0.3 });
}

function zoom(factor) {
  picture.moveTo({ scale: picture.getScale() * factor, animation: false });
}
