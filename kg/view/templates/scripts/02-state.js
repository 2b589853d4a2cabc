// What the reader has set, and the address that says it, so that a view can be shared.

const KINDS = Object.values(data.kinds).sort((a, b) => a.rank - b.rank);
const START = {
  chosen: null, // {kind: "node" | "edge" | "group", id}
  hide: new Set(KINDS.filter((kind) => kind.folded).map((kind) => kind.name)),
  aside: false, // whether nodes without links are shown
  date: "happened", // which of the dates the slider is about: happened, said, published
  from: null, // the first and the last day of the slider, as ISO dates
  to: null,
  between: ["", ""], // ids of countries
  sector: "",
  outlet: "",
  sure: 0, // the least confidence, in per cent
  only: [], // ids of nodes that are shown alone with their neighbours
  open: [], // ids of nodes whose folded neighbours are shown as well
  by: data.groupings[0]?.by ?? "", // how a large network is grouped
  group: "", // the label of the group that is open
  list: false,
};
let state = { ...START };

const WRITTEN = {
  node: (s) => (s.chosen?.kind === "node" ? s.chosen.id : ""),
  edge: (s) => (s.chosen?.kind === "edge" ? s.chosen.id : ""),
  choice: (s) => (s.chosen?.kind === "group" ? s.chosen.id : ""),
  hide: (s) => (sameSet(s.hide, START.hide) ? "" : [...s.hide].sort().join(",") || "nothing"),
  aside: (s) => (s.aside ? "shown" : ""),
  date: (s) => (s.date === START.date ? "" : s.date),
  from: (s) => s.from ?? "",
  to: (s) => s.to ?? "",
  between: (s) => s.between.filter(Boolean).join(" "),
  sector: (s) => s.sector,
  outlet: (s) => s.outlet,
  sure: (s) => (s.sure ? String(s.sure) : ""),
  only: (s) => s.only.join(" "),
  open: (s) => s.open.join(" "),
  by: (s) => (s.by === START.by ? "" : s.by),
  group: (s) => s.group,
  view: (s) => (s.list ? "list" : ""),
};

function sameSet(one, two) {
  return one.size === two.size && [...one].every((item) => two.has(item));
}

function addressOf(what) {
  const written = Object.entries(WRITTEN).map(([name, write]) => [name, write(what)]);
  return written
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join("&");
}

/** What an address says; whatever in it leads nowhere is passed over. */
function readState(hash) {
  const said = new Map(
    hash
      .replace(/^#/, "")
      .split("&")
      .map((part) => part.split("="))
      .map(([name, value]) => [name, decoded(value)]),
  );
  const get = (name) => said.get(name) ?? "";
  const known = (name) =>
    get(name)
      .split(" ")
      .filter((id) => nodeOf.has(id));
  const between = known("between");
  return {
    chosen: chosenIn(get),
    hide: said.has("hide")
      ? new Set(
          get("hide")
            .split(",")
            .filter((name) => name in data.kinds),
        )
      : START.hide,
    aside: get("aside") === "shown",
    date: ["said", "published"].includes(get("date")) ? get("date") : START.date,
    from: isoDay(get("from")),
    to: isoDay(get("to")),
    between: [between[0] ?? "", between[1] ?? ""],
    sector: nodeOf.has(get("sector")) ? get("sector") : "",
    outlet: get("outlet"),
    sure: Math.min(100, Math.max(0, Number.parseInt(get("sure"), 10) || 0)),
    only: known("only"),
    open: known("open"),
    by: data.groupings.some((grouping) => grouping.by === get("by")) ? get("by") : START.by,
    group: get("group"),
    list: get("view") === "list",
  };
}

function chosenIn(get) {
  if (nodeOf.has(get("node"))) return { kind: "node", id: get("node") };
  if (edgeOf.has(get("edge"))) return { kind: "edge", id: get("edge") };
  return get("choice") ? { kind: "group", id: get("choice") } : null;
}

function decoded(text = "") {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // an address cut in the middle of a character
  }
}

function isoDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
}

/** Changes what is set, draws it, and notes it in the address; small steps do not fill the history. */
function set(change, { step = true } = {}) {
  state = { ...state, ...change };
  if (location.protocol !== "about:") noteAddress(step); // a page inside a notebook has no address of its own
  show();
}

function noteAddress(step) {
  const hash = addressOf(state);
  const address = hash ? `#${hash}` : location.pathname + location.search;
  if (location.hash !== (hash && `#${hash}`)) history[step ? "pushState" : "replaceState"](null, "", address);
}
