"use strict";
// vis-network puts style sheets of its own into the page as it loads. The policy of the page forbids them and
// page.css stands in for the few rules that matter, so an inert element takes them until 01-data.js is reached.
document.createElement = (name, options) =>
  Document.prototype.createElement.call(document, name === "style" ? "template" : name, options);
