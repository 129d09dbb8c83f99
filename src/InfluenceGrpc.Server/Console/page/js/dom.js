// Builds elements. Everything that comes from outside becomes a text node or an attribute: no markup is ever read from text,
// so that a creator's or a scheme's name cannot be more than a name.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. Attributes that are functions are listeners; null, undefined and false leave an attribute out. */
export const h = (name, attributes, ...children) => build(document.createElement(name), attributes, children);

/** An SVG element. */
export const s = (name, attributes, ...children) => build(document.createElementNS(SVG, name), attributes, children);

/** Takes the place of all that a host holds. */
export function fill(host, ...children) {
  host.replaceChildren(...children.flat(Infinity).filter(isThere));
  return host;
}

let lastId = 0;

/** An id that nothing else on the page has. */
export const newId = (prefix) => `${prefix}-${++lastId}`;

/** A labelled control, with a remark below it where there is one. */
export function field(label, control, note) {
  control.id ||= newId("field");
  const noteId = note ? newId("note") : null;
  if (noteId) control.setAttribute("aria-describedby", noteId);
  return h("div", { class: "field" },
    h("label", { for: control.id }, label), control, note && h("span", { id: noteId, class: "note" }, note));
}

/** A select with [value, text] pairs. */
export const select = (options, attributes) =>
  h("select", attributes, options.map(([value, text]) => h("option", { value }, text)));

/**
 * A table: columns are [title, isNumber]; a row is its cells, the first of which is its heading. Where there is no room, each row of more
 * than two cells is stacked, and each cell tells its title. The roles stand there because what is laid out as blocks loses its own.
 */
export function table(caption, columns, rows) {
  const kind = (i) => (columns[i][1] ? "number" : "foreign");
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
    h("table", { role: "table", class: columns.length > 2 && "stacks" }, h("caption", {}, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map(([title], i) => h("th", { role: "columnheader", scope: "col", class: kind(i) }, title)))),
      h("tbody", { role: "rowgroup" }, rows.map((row) => h("tr", { role: "row" }, row.map((cell, i) => i === 0
        ? h("th", { role: "rowheader", scope: "row", class: kind(i), "data-title": columns[i][0] }, cell)
        : h("td", { role: "cell", class: kind(i), "data-title": columns[i][0] }, cell)))))));
}

/** What a chart shows, as a table for those who would rather read it. */
export const asTable = (...parameters) =>
  h("details", {}, h("summary", {}, "The same as a table"), table(...parameters));

function build(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (!isThere(value)) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}

function isThere(value) {
  return value !== null && value !== undefined && value !== false;
}
