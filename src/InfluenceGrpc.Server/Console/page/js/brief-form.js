// A brief as a form, and as JSON for all that the form does not have. Both show the same brief; what the form has no field for stays.

import { field, fill, h, select } from "./dom.js";
import { words } from "./format.js";
import { readJson } from "./json.js";
import { readNumber } from "./numbers.js";

const DELIVERABLES = ["POST", "STORY", "SHORT_VIDEO", "VIDEO", "LIVE", "MENTION"].map((name) => `DELIVERABLE_${name}`);
const PRESETS = ["BALANCED", "AWARENESS", "CONVERSION", "CREDIBILITY"].map((name) => `WEIGHT_PRESET_${name}`);
const POLICIES = [
  ["", "What is usual among peers"], ["MISSING_POLICY_PESSIMISTIC", "What is low among peers"], ["MISSING_POLICY_EXCLUDE", "Nothing: leave it out"],
];

// Each field: where it lies in the brief, how it is shown and how it is read. Numbers that cannot be read stay text, of which `fault` tells.
const texts = { show: (value) => value ?? "", read: (text) => text.trim() || undefined };
const numbers = (kind) => ({
  show: (value) => (value ?? "") + "",
  read: (text) => (text.trim() === "" ? undefined : readNumber(text, kind).value ?? text.trim()),
  fault: (value) => (typeof value === "string" ? readNumber(value, kind).fault : undefined),
});
const lists = { show: (value) => (value ?? []).join(", "), read: (text) => nonEmpty(text.split(",").map((each) => each.trim()).filter(Boolean)) };
const figures = numbers("figure");
const weights = {
  show: (value) => Object.entries(value ?? {}).map(([key, weight]) => `${key} = ${weight}`).join("\n"),
  read: (text) => {
    const pairs = text.split("\n").filter((line) => line.trim()).map((line) => {
      const [key, weight = "1"] = line.split("=");
      return [key.trim(), figures.read(weight) ?? ""];
    });
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  },
  fault: (value) => Object.values(value ?? {}).map(figures.fault).find(Boolean),
};
const nonEmpty = (list) => (list.length > 0 ? list : undefined);

/** The form; `changed` is called with every change. */
export class BriefForm {
  #brief = {};
  #bindings = [];
  #json = h("textarea", { rows: 14, class: "mono", spellcheck: "false", "data-input": "brief-json", change: () => this.#takeJson() });
  #fault = h("p", { class: "note", role: "alert" });
  #changed;

  constructor(changed) {
    this.#changed = changed;
    const input = (path, kind, attributes) => this.#bind(h("input", { type: "text", spellcheck: "false", ...attributes }), path, kind);
    const lines = (path) => this.#bind(h("textarea", { rows: 3, spellcheck: "false" }), path, weights);
    const choice = (path, options) => this.#bind(select(options, {}), path, texts);
    this.element = h("div", { class: "wide" },
      field("Campaign", input("title", texts)),
      field("Topics and how much they matter", lines("topics"), "One a line: fitness/running = 1"),
      h("div", { class: "pair" },
        field("Countries wanted", lines("audience.countries"), "NO = 1"),
        field("Interests wanted", lines("audience.interests"), "outdoor = 1")),
      h("div", { class: "pair" }, field("Brand", input("brand", texts)), field("Competitors", input("competitors", lists))),
      h("div", { class: "pair" },
        field("What is bought", choice("cost.deliverable", [["", "Nothing said"], ...DELIVERABLES.map((value) => [value, words(value, "DELIVERABLE_")])])),
        field("Currency", input("cost.currencyCode", texts, { maxlength: 3 }))),
      h("div", { class: "pair" },
        field("An engagement should cost", input("cost.referenceCostPerEngagement", numbers("amount"), { inputmode: "decimal" })),
        field("Most to pay", input("cost.maximumPrice", numbers("amount"), { inputmode: "decimal" }))),
      h("div", { class: "pair" },
        field("Preferred followers", input("size.followers", numbers("count"), { inputmode: "numeric" })),
        field("How far off is fine", input("size.logSpread", figures, { inputmode: "decimal" }), "1 is a factor of 2.7")),
      h("div", { class: "pair" },
        field("Most followers", input("constraints.maxFollowers", numbers("count"), { inputmode: "numeric" })),
        field("Least share of real people", input("constraints.minAuthenticShare", figures, { inputmode: "decimal" }))),
      field("What matters most", choice("preset", [["", "A little of everything"], ...PRESETS.slice(1).map((value) => [value, words(value, "WEIGHT_PRESET_")])])),
      field("What is not known counts as", choice("missingPolicy", POLICIES)),
      h("details", {}, h("summary", {}, "The whole brief as JSON"), field("Brief", this.#json, "Has all that a brief may ask for; the form above has the most common. A file of the command line's may be pasted, with its comments."), this.#fault));
  }

  get brief() {
    return this.#brief;
  }

  /** What is wrong with numbers, in words; nothing where each can be read. */
  get faults() {
    return this.#bindings.flatMap(({ control, path, kind }) => {
      const fault = kind.fault?.(valueAt(this.#brief, path));
      return fault ? [`${control.labels[0].textContent}: ${fault}`] : [];
    });
  }

  set brief(value) {
    this.#brief = value;
    this.#draw();
  }

  #bind(control, path, kind) {
    control.dataset.path = path;
    control.addEventListener("input", () => {
      this.#brief = withValue(this.#brief, path.split("."), kind.read(control.value));
      this.#json.value = JSON.stringify(this.#brief, null, 2);
      this.#changed();
    });
    this.#bindings.push({ control, path, kind });
    return control;
  }

  #draw() {
    for (const { control, path, kind } of this.#bindings) control.value = kind.show(valueAt(this.#brief, path));
    this.#json.value = JSON.stringify(this.#brief, null, 2);
    fill(this.#fault);
  }

  #takeJson() {
    try {
      const given = readJson(this.#json.value);
      if (given?.constructor !== Object) throw new SyntaxError("it begins with { and ends with }");
      this.brief = given;
      this.#changed();
    } catch (error) {
      fill(this.#fault, `That is not JSON of a brief: ${error.message}`);
    }
  }
}

const valueAt = (brief, path) => path.split(".").reduce((value, name) => value?.[name], brief);

// A part that becomes empty goes: an empty audience asks for something other than none.
function withValue(part, [name, ...rest], value) {
  const inner = rest.length > 0 ? withValue(part?.[name] ?? {}, rest, value) : value;
  const { [name]: _, ...others } = part ?? {};
  const isEmpty = inner === undefined || (rest.length > 0 && Object.keys(inner).length === 0);
  return isEmpty ? others : { ...part, [name]: inner };
}
