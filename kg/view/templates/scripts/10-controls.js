// The legend, the filters and the choice of groups: what the reader sets, and what is set.

function fillControls() {
  const countries = nodesOfKind("Country");
  for (const id of ["country-1", "country-2"]) options(byId(id), "Any country", countries);
  options(byId("sector"), "Any sector", nodesOfKind("Sector"));
  const outlets = [...new Set(data.articles.map(([, outlet]) => outlet).filter(Boolean))].sort(byName);
  options(
    byId("outlet"),
    "Any outlet",
    outlets.map((name) => ({ id: name, name })),
  );
  byId("grouping").hidden = !data.groupings.length;
}

function nodesOfKind(kind) {
  return data.nodes.filter((node) => node.group === kind).sort((a, b) => byName(a.name, b.name));
}

function options(select, first, items) {
  select.replaceChildren(
    element("option", { value: "" }, first),
    ...items.map(({ id, name }) => element("option", { value: id }, name)),
  );
  select.closest("label").hidden = !items.length;
}

/** Brings legend and filters in step with what is set. */
function showControls() {
  for (const button of byId("legend").querySelectorAll("button")) {
    const isOn = button.id === "aside" ? state.aside : !state.hide.has(button.dataset.kind);
    button.setAttribute("aria-pressed", String(isOn));
  }
  [byId("country-1").value, byId("country-2").value] = state.between;
  byId("sector").value = state.sector;
  byId("outlet").value = state.outlet;
  byId("sure").value = state.sure;
  byId("sure-told").textContent = state.sure ? `at least ${state.sure} %` : "any";
  byId("by").value = state.by;
  const set = [...state.between, state.sector, state.outlet, state.sure].filter(Boolean).length;
  byId("filters-set").textContent = set ? `${set} set` : "";
  showTime();
}

function toggleKind(kind) {
  const hide = new Set(state.hide);
  if (!hide.delete(kind)) hide.add(kind);
  set({ hide });
}

function listenToControls() {
  byId("legend").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.id === "aside") set({ aside: !state.aside });
    else if (button) toggleKind(button.dataset.kind);
  });
  const between = () => set({ between: [byId("country-1").value, byId("country-2").value] });
  byId("country-1").addEventListener("change", between);
  byId("country-2").addEventListener("change", between);
  byId("sector").addEventListener("change", () => set({ sector: byId("sector").value }));
  byId("outlet").addEventListener("change", () => set({ outlet: byId("outlet").value }));
  byId("sure").addEventListener("input", () => set({ sure: Number(byId("sure").value) }, { step: false }));
  byId("by").addEventListener("change", () => set({ by: byId("by").value, group: "" }));
  byId("clear").addEventListener("click", showEverything);
}
