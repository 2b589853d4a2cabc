// The slider over time: two handles over a row of bars, about whichever date is asked for.

const DAY = 86400000;
const MOST_STEPS = 150;
let filledFor = ""; // the date that the slider was made for
let steps = []; // [first day, last day] of each step of the slider, as ISO dates

function isoOf(time) {
  return new Date(time).toISOString().slice(0, 10);
}

/** The days, months or years between two days: whichever make few enough steps. */
function stepsBetween(first, last) {
  const days = (Date.parse(last) - Date.parse(first)) / DAY;
  const unit = days < MOST_STEPS ? "day" : days < MOST_STEPS * 30 ? "month" : "year";
  const found = [];
  for (let day = startOf(first, unit); day <= last && found.length < 3000;) {
    const next = nextOf(day, unit);
    found.push([day, isoOf(Date.parse(next) - DAY)]);
    day = next;
  }
  return found;
}

function startOf(day, unit) {
  return { day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` }[unit];
}

function nextOf(day, unit) {
  const [year, month, date] = day.split("-").map(Number);
  const next = { day: [year, month - 1, date + 1], month: [year, month, 1], year: [year + 1, 0, 1] }[unit];
  return isoOf(Date.UTC(...next));
}

function stepInWords([first, last]) {
  const isDay = first === last;
  const isYear = first.endsWith("-01-01") && last.endsWith("-12-31");
  const words = { year: "numeric", month: isYear ? undefined : "short", day: isDay ? "numeric" : undefined };
  return new Date(`${first}T00:00:00Z`).toLocaleDateString("en-GB", { timeZone: "UTC", ...words });
}

/** Makes the slider anew for the date that it is about. */
function fillTime() {
  const times = data.nodes
    .filter((node) => node.kind.fact)
    .map((node) => timeOf(node))
    .filter(Boolean);
  const known = times.flat().filter(isoDay).sort();
  steps = known.length ? stepsBetween(known[0], known.at(-1)) : [];
  drawBars(steps.map((step) => heightOf(step, times)));
  for (const id of ["time-from", "time-to"]) {
    byId(id).max = Math.max(0, steps.length - 1);
    byId(id).disabled = steps.length < 2;
  }
  filledFor = state.date;
}

/** How much falls into a step; what may have been on any day of a long time counts little on each. */
function heightOf([first, last], times) {
  const within = times.filter(([from, to]) => from <= last && to >= first);
  const months = ([from, to]) => (Date.parse(to) - Date.parse(from)) / DAY / 30;
  return within.reduce((sum, time) => sum + 1 / (1 + months(time)), 0);
}

function drawBars(heights) {
  const highest = Math.max(...heights, 1e-9);
  const wide = Math.min(0.8, 0.015 * heights.length); // in steps; each bar stands over its step's place on the slider
  const space = "http://www.w3.org/2000/svg";
  const bars = heights.map((height, index) => {
    const bar = document.createElementNS(space, "rect");
    const high = height ? Math.max(1, 20 * Math.sqrt(height / highest)) : 0;
    const values = { x: index - wide / 2, width: wide, y: 20 - high, height: high };
    for (const [name, value] of Object.entries(values)) bar.setAttribute(name, value);
    return bar;
  });
  byId("bars").setAttribute("viewBox", `0 0 ${Math.max(1, heights.length - 1)} 20`);
  byId("bars").replaceChildren(...bars);
}

/** Brings the slider in step with what is set. */
function showTime() {
  if (filledFor !== state.date) fillTime();
  byId("date").value = state.date;
  const from = state.from ? steps.findIndex(([, last]) => last >= state.from) : 0;
  const to = state.to ? steps.findLastIndex(([first]) => first <= state.to) : steps.length - 1;
  byId("time-from").value = from < 0 ? steps.length - 1 : from;
  byId("time-to").value = Math.max(to, 0);
  [...byId("bars").children].forEach((bar, index) => bar.classList.toggle("out", index < from || index > to));
  tellTime(steps[byId("time-from").value], steps[byId("time-to").value]);
}

function tellTime(from, to) {
  if (!from || !to) {
    byId("time-told").textContent = "no dates";
    return;
  }
  byId("time-from").setAttribute("aria-valuetext", stepInWords(from));
  byId("time-to").setAttribute("aria-valuetext", stepInWords(to));
  const [one, two] = [stepInWords(from), stepInWords(to)];
  const undated = state.from || state.to ? data.nodes.filter((node) => node.kind.fact && !timeOf(node)).length : 0;
  byId("time-told").textContent =
    (one === two ? one : `${one} – ${two}`) +
    (undated ? ` · ${undated.toLocaleString("en-GB")} without such a date left out` : "");
}

function slide(event) {
  const [from, to] = [byId("time-from"), byId("time-to")];
  if (Number(from.value) > Number(to.value)) event.target.value = event.target === from ? to.value : from.value;
  const [first, last] = [Number(from.value), Number(to.value)];
  set(
    { from: first > 0 ? steps[first][0] : null, to: last < steps.length - 1 ? steps[last][1] : null },
    { step: false },
  );
}

function listenToTime() {
  byId("time-from").addEventListener("input", slide);
  byId("time-to").addEventListener("input", slide);
  byId("date").addEventListener("change", () => set({ date: byId("date").value, from: null, to: null }));
}
