// What every view has: a heading, the call behind what it shows, a link to it, and what went wrong.

import { LANGUAGES } from "./code.js";
import { fill, h, newId } from "./dom.js";
import { InputError } from "./input-error.js";
import { CallError } from "./rpc.js";

/** The heading of a view. */
export const heading = (title, text) => h("div", { class: "head" }, h("h2", {}, title), h("p", { class: "lead" }, text));

/** Shows the last call of a view as code, and copies it or the view's link. */
export class CallPanel {
  #language = "curl";
  #last = null;
  #code = h("code", {});
  #told = h("span", { class: "note", role: "status" });
  #about = h("span", { class: "note" });

  constructor() {
    const name = newId("language");
    this.element = h("div", { class: "card call", hidden: true },
      h("div", { class: "row spread" },
        h("h3", {}, "The call behind this"),
        h("button", { type: "button", class: "button", "data-copy": "link", click: () => this.#copy(location.href, "The link is copied.") }, "Copy link to this view")),
      this.#about,
      h("div", { class: "row spread" },
        h("fieldset", { class: "row", role: "radiogroup", "aria-label": "Language" }, Object.entries(LANGUAGES).map(([id, [title]]) =>
          h("label", { class: "inline" }, h("input", { type: "radio", name, value: id, checked: id === "curl", change: () => this.#choose(id) }), title))),
        h("button", { type: "button", class: "button", "data-copy": "code", click: () => this.#copy(this.#code.textContent, "The code is copied.") }, "Copy code")),
      h("pre", { tabindex: 0, role: "region", "aria-label": "Code of the call" }, this.#code),
      this.#told);
  }

  /** Shows a call, with a remark where it is one of several. */
  show(rpc, request, remark = "") {
    this.#last = [rpc, request];
    this.#about.textContent = remark ? `${rpc}: ${remark}` : rpc;
    this.element.hidden = false;
    this.#draw();
  }

  #choose(language) {
    this.#language = language;
    this.#draw();
  }

  #draw() {
    const [rpc, request] = this.#last;
    this.#code.textContent = LANGUAGES[this.#language][1](rpc, request);
    this.#told.textContent = "";
  }

  // The clipboard may be out of reach, as on a page without TLS on another machine.
  async #copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      this.#told.textContent = done;
    } catch {
      this.#told.textContent = "The browser does not let this page copy; select the text and copy it by hand.";
    }
  }
}

/** What went wrong with a call, field by field where the server says so. */
export const fault = (error) => h("div", { class: "fault", role: "alert" },
  h("strong", {}, error instanceof CallError ? words(error.code) : error instanceof InputError ? "This cannot be read" : "This page has a fault"),
  h("p", {}, error.message),
  error.violations?.length > 0 && h("ul", {}, error.violations.map(({ field, description }) => h("li", {}, h("code", {}, field), `: ${description}`))));

// Which work a host waits for: an answer that comes after a later question was asked is of no use any more.
const awaited = new WeakMap();

/** Runs what shows a result, and shows what went wrong instead. Returns whether it went well. */
export async function showing(host, work) {
  const turn = {};
  awaited.set(host, turn);
  host.setAttribute("aria-busy", "true");
  const [content, isWell] = await work().then((shown) => [shown, true], (error) => [fault(error), false]);
  if (awaited.get(host) === turn) {
    fill(host, content);
    host.removeAttribute("aria-busy");
  }
  return isWell;
}

const words = (code) => ({
  invalid_argument: "The server cannot take that",
  unauthenticated: "The server does not know who calls: give an API key above",
  permission_denied: "The caller of this key may not ask for this",
  unavailable: "No answer",
  not_found: "Not found",
  resource_exhausted: "Too much at once",
  failed_precondition: "That cannot be answered",
  unimplemented: "This server has no such call",
}[code] ?? `Error: ${code.replaceAll("_", " ")}`);
