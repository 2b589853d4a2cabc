// The query page: the editor, what it completes, and the named questions beside it.
"use strict";

const NODES = "https://w3id.org/bilateral/id/";

const START = `SELECT ?from ?to ?who ?meeting WHERE {
  ?meeting a bil:Meeting ;
    bil:participant/skos:prefLabel ?who ;
    bil:earliest ?from ;
    bil:latest ?to .
}
ORDER BY DESC(?from)
LIMIT 50`;

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const got = async (address) => {
  const response = await fetch(address);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
};

const declared = (prefixes, query) => {
  const used = Object.entries(prefixes).filter(([name]) => new RegExp(`(^|[^\\w-])${name}:`).test(query));
  return used.map(([name, base]) => `PREFIX ${name}: <${base}>\n`).join("") + query;
};

// ---------------------------------------------------------------- completion from the project's own vocabulary
const completed = (name, iris) => {
  const usual = Yasgui.Yasqe.Autocompleters[name === "class" ? "class" : "property"];
  return { ...usual, name: `own-${name}`, bulk: false, autoShow: true, get: (_, token) => matching(iris, token) };
};

const matching = (iris, token) => {
  const begun = (token?.autocompletionString ?? token?.string ?? "").replace(/^</, "").toLowerCase();
  return iris.filter((iri) => iri.toLowerCase().startsWith(begun));
};

const completers = ({ prefixes, classes, properties }) => {
  const known = Object.entries(prefixes).map(([name, base]) => `${name}: <${base}>`);
  const usual = Yasgui.Yasqe.Autocompleters.prefixes;
  const own = { ...usual, name: "own-prefixes", persistenceId: null, get: () => known };
  for (const completer of [own, completed("class", classes), completed("property", properties)])
    Yasgui.Yasqe.registerAutocompleter(completer, true);
  return ["own-prefixes", "own-class", "own-property", "variables"];
};

// ---------------------------------------------------------------- the editor
const plainTables = () => {
  const Table = Yasgui.Yasr.plugins.table;
  class Plain extends Table {
    draw(settings) {
      super.draw({ compact: true, isEllipsed: false, ...settings });
    }
  }
  Yasgui.Yasr.registerPlugin("table", Plain);
};

const editor = (vocabulary) => {
  Yasgui.Yasqe.defaults.autocompleters = completers(vocabulary);
  plainTables();
  return new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: `${location.origin}/sparql` }], keys: ["endpoint"] },
    populateFromUrl: false,
    yasqe: { editorHeight: "240px", value: declared(vocabulary.prefixes, START), autocompleters: Yasgui.Yasqe.defaults.autocompleters },
    yasr: { prefixes: vocabulary.prefixes, pluginOrder: ["table", "boolean", "response", "error"] },
  });
};

// ---------------------------------------------------------------- the named questions
const HINTS = { country: "IN", date: "2024 or 2024-07-09", sector: "defence", text: "" };

const field = ({ name, kind, about }) => {
  const input = made("input", { name, placeholder: HINTS[kind] ?? "", autocomplete: "off", spellcheck: false });
  return made("label", {}, made("span", { textContent: name }), input, made("small", { textContent: about }));
};

const choose = (question) => {
  const form = document.getElementById("question");
  form.hidden = false;
  form.dataset.name = question.name;
  form.querySelector("h1").textContent = question.title;
  form.querySelector("p").textContent = question.about;
  form.querySelector(".fields").replaceChildren(...question.parameters.map(field));
  for (const button of document.querySelectorAll("[data-question]"))
    button.setAttribute("aria-current", String(button.dataset.question === question.name));
  form.querySelector("input, button").focus();
};

const ask = async (form, yasgui, prefixes) => {
  const values = [...new FormData(form)].filter(([, value]) => value.trim());
  const said = form.querySelector("p");
  try {
    const query = await got(`/questions/${form.dataset.name}/sparql?${new URLSearchParams(values)}`);
    const yasqe = yasgui.getTab().getYasqe();
    yasqe.setValue(declared(prefixes, query.replace(/^# (parameter|column|example): .*\n/gm, "")));
    await yasqe.query();
    said.removeAttribute("role");
    document.querySelector(".yasr").scrollIntoView({ block: "nearest" });
  } catch (error) {
    said.setAttribute("role", "alert");
    said.textContent = error.message ?? String(error);
  }
};

const filter = (words) => {
  for (const item of document.querySelectorAll("#questions li"))
    item.hidden = !item.textContent.toLowerCase().includes(words.toLowerCase().trim());
};

// A node of ours has a page here, wherever else its IRI may lead.
const stayHere = (event) => {
  const link = event.target.closest?.("a[href]");
  if (link?.href.startsWith(NODES)) link.href = `/id/${link.href.slice(NODES.length)}`;
};

const start = async () => {
  const [vocabulary, questions] = (await Promise.all([got("/vocabulary"), got("/questions")])).map(JSON.parse);
  const yasgui = editor(vocabulary);
  const form = document.getElementById("question");
  document.getElementById("find").addEventListener("input", (event) => filter(event.target.value));
  document.getElementById("questions").addEventListener("click", (event) => {
    const name = event.target.closest("[data-question]")?.dataset.question;
    if (name) choose(questions.find((question) => question.name === name));
  });
  for (const kind of ["click", "auxclick"]) document.getElementById("yasgui").addEventListener(kind, stayHere, true);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form, yasgui, vocabulary.prefixes);
  });
  document.documentElement.dataset.ready = "";
};

start();
