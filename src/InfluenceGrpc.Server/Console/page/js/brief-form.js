// A brief as a form, and as JSON for all that the form does not have. Both show the same brief; what the form has no field for stays.

import { field, fill, h, select } from "./dom.js";
import { words } from "./format.js";

const DELIVERABLES = ["POST", "STORY", "SHORT_VIDEO", "VIDEO", "LIVE", "MENTION"].map((name) => `DELIVERABLE_${name}`);
const PRESETS = ["BALANCED", "AWARENESS", "CONVERSION", "CREDIBILITY"].map((name) => `WEIGHT_PRESET_${name}`);
const POLICIES = [
  ["", "What is usual among peers"], ["MISSING_POLICY_PESSIMISTIC", "What is low among peers"], ["MISSING_POLICY_EXCLUDE", "Nothing: leave it out"],
];

// Each field: where it lies in the brief, how it is shown and how it is read. What cannot be read is left to the server, which names it.
const texts = { show: (value) => value ?? "", read: (text) => text.trim() || undefined };
const numbers = { show: (value) => (value ?? "") + "", read: (text) => (text.trim() === "" ? undefined : Number.isFinite(Number(text)) ? Number(text) : text.trim()) };
const lists = { show: (value) => (value ?? []).join(", "), read: (text) => nonEmpty(text.split(",").map((each) => each.trim()).filter(Boolean)) };
const weights = {
  show: (value) => Object.entries(value ?? {}).map(([key, weight]) => `${key} = ${weight}`).join("\n"),
  read: (text) => {
    const pairs = text.split("\n").filter((line) => line.trim()).map((line) => {
      const [key, weight = "1"] = line.split("=");
      return [key.trim(), Number.isFinite(Number(weight)) ? Number(weight) : weight.trim()];
    });
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  },
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
        field("An engagement should cost", input("cost.referenceCostPerEngagement", numbers, { inputmode: "decimal" })),
        field("Most to pay", input("cost.maximumPrice", numbers, { inputmode: "decimal" }))),
      h("div", { class: "pair" },
        field("Preferred followers", input("size.followers", numbers, { inputmode: "numeric" })),
        field("How far off is fine", input("size.logSpread", numbers, { inputmode: "decimal" }), "1 is a factor of 2.7")),
      h("div", { class: "pair" },
        field("Most followers", input("constraints.maxFollowers", numbers, { inputmode: "numeric" })),
        field("Least share of real people", input("constraints.minAuthenticShare", numbers, { inputmode: "decimal" }))),
      field("What matters most", choice("preset", [["", "A little of everything"], ...PRESETS.slice(1).map((value) => [value, words(value, "WEIGHT_PRESET_")])])),
      field("What is not known counts as", choice("missingPolicy", POLICIES)),
      h("details", {}, h("summary", {}, "The whole brief as JSON"), field("Brief", this.#json, "Has all that a brief may ask for; the form above has the most common."), this.#fault));
  }

  get brief() {
    return this.#brief;
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
    this.#bindings.push(() => {
      control.value = kind.show(path.split(".").reduce((value, name) => value?.[name], this.#brief));
    });
    return control;
  }

  #draw() {
    for (const show of this.#bindings) show();
    this.#json.value = JSON.stringify(this.#brief, null, 2);
    fill(this.#fault);
  }

  #takeJson() {
    try {
      this.brief = JSON.parse(this.#json.value);
      this.#changed();
    } catch (error) {
      fill(this.#fault, `That is not JSON: ${error.message}`);
    }
  }
}

// A part that becomes empty goes: an empty audience asks for something other than none.
function withValue(part, [name, ...rest], value) {
  const inner = rest.length > 0 ? withValue(part?.[name] ?? {}, rest, value) : value;
  const { [name]: _, ...others } = part ?? {};
  const isEmpty = inner === undefined || (rest.length > 0 && Object.keys(inner).length === 0);
  return isEmpty ? others : { ...part, [name]: inner };
}
