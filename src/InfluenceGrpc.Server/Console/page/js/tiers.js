// Tiers: where schemes draw their lines, where creators stand, and where the schemes disagree.

import { readCsv } from "./csv.js";
import { field, fill, h, newId } from "./dom.js";
import { count } from "./format.js";
import { readList } from "./list.js";
import { CallPanel, fault, heading, showing } from "./panel.js";
import { call, Latest } from "./rpc.js";
import { ruler } from "./ruler.js";
import { classified, mostCreators } from "./tiers-batches.js";
import { explained } from "./tiers-one.js";
import { compared } from "./tiers-many.js";

const CLASSIFY = "influence.v1.TierService/ClassifyTier";
const SAMPLE = "4990, 12.5k, 49,000, 3.2M";

export class TiersView {
  #page;
  #latest = new Latest();
  #calls = new CallPanel();
  #schemes = null;
  #maxSchemes = 16;
  #maxItems = 0;
  #maxTold = h("span", { class: "note" });
  #text = h("textarea", { rows: 4, spellcheck: "false", "data-input": "counts", input: () => this.#changed() });
  #file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", id: newId("file"), change: (event) => this.#take(event.target.files[0]) });
  #choices = h("div", { class: "choices", role: "group", "aria-label": "Schemes", change: () => this.#changed() });
  #faults = h("div", { role: "status" });
  #ruler = h("div", {});
  #result = h("div", { class: "wide" });

  constructor(host, page) {
    this.#page = page;
    const drop = h("div", { class: "drop", dragover: (event) => this.#over(event, true), dragleave: (event) => this.#over(event, false), drop: (event) => this.#drop(event) },
      h("label", { for: this.#file.id }, "Or a CSV file, here or dropped here"), this.#file, this.#maxTold);
    fill(host,
      heading("Where does a creator stand?", "Published schemes draw the lines between nano, micro and mega in different places. Give follower counts and see who says what."),
      h("div", { class: "split" },
        h("div", { class: "card" },
          field("Follower counts", this.#text, "Such as 4990, 12.5k or 3.2M; one a line, or with a comma and a blank between. A line may begin with a name: anna = 12.5k"),
          drop,
          h("fieldset", {}, h("legend", {}, "Schemes"), h("div", { class: "row" }, this.#allButton("All", true), this.#allButton("None", false)), this.#choices),
          this.#faults),
        h("div", { class: "wide" }, h("div", { class: "card" }, this.#ruler), this.#result, this.#calls.element)));
  }

  /** Shows what a link says; what it does not say is as at the beginning. */
  async open(values) {
    if (!this.#schemes && !(await this.#load())) return;
    this.#text.value = values.counts ?? SAMPLE;
    const chosen = values.schemes?.split(",");
    for (const box of this.#boxes()) box.checked = chosen ? chosen.includes(box.value) : box.dataset.first === "true";
    await this.#show();
  }

  /** All inputs. */
  values() {
    if (!this.#schemes) return {};
    const chosen = this.#chosen().map((scheme) => scheme.id);
    const isUsual = this.#boxes().every((box) => box.checked === (box.dataset.first === "true"));
    return { counts: this.#text.value, schemes: isUsual ? undefined : chosen.join(",") };
  }

  async #load() {
    return showing(this.#ruler, async () => {
      const [list, info] = await Promise.all([call("influence.v1.TierService/ListTierSchemes", {}), call("influence.v1.InfoService/GetServerInfo", {})]);
      this.#schemes = list.schemes;
      this.#maxSchemes = info.limits.maxTierSchemes;
      this.#maxItems = info.limits.maxItems;
      fill(this.#maxTold, `A column named followers, subscribers or fans; up to ${count(this.#most())} rows. It is read in this page.`);
      fill(this.#choices, list.schemes.map((scheme, i) => h("label", {},
        h("input", { type: "checkbox", value: scheme.id, "data-first": String(i < this.#maxSchemes) }), h("span", {}, scheme.title))));
      return [];
    });
  }

  #most = () => mostCreators(this.#maxItems);
  #boxes = () => [...this.#choices.querySelectorAll("input")];
  #chosen = () => this.#schemes.filter((scheme) => this.#boxes().some((box) => box.checked && box.value === scheme.id));

  #allButton = (text, isOn) => h("button", {
    type: "button", class: "button", click: () => {
      for (const [i, box] of this.#boxes().entries()) box.checked = isOn && i < this.#maxSchemes;
      this.#changed();
    },
  }, text, h("span", { class: "visually-hidden" }, " of the schemes"));

  #changed() {
    if (this.#schemes) this.#latest.ask(() => this.#show());
  }

  async #show() {
    const { rows, faults } = readList(this.#text.value, this.#most());
    const schemes = this.#chosen();
    await this.#page.link(this.values());
    this.#tellFaults(faults);
    fill(this.#ruler, schemes.length > 0 ? ruler(schemes, rows) : h("p", { class: "note" }, "Choose a scheme."));
    await showing(this.#result, () => this.#ask(rows, schemes));
  }

  async #ask(rows, schemes) {
    if (schemes.length === 0) return [];
    if (rows.length === 0) return h("p", { class: "note" }, "Give a follower count to see its tiers.");
    const selection = { schemeIds: schemes.map((scheme) => scheme.id) };
    const answer = await (rows.length === 1 ? this.#askOne(rows[0], selection) : classified(rows, selection, this.#maxItems, this.#calls.show.bind(this.#calls)));
    this.#page.announce(`${rows.length === 1 ? "One creator" : `${count(rows.length)} creators`} classified under ${schemes.length} schemes.`);
    return rows.length === 1 ? explained(rows[0], answer) : compared(rows, answer);
  }

  #askOne({ followers }, schemes) {
    const request = { followerCount: String(followers), schemes };
    this.#calls.show(CLASSIFY, request);
    return call(CLASSIFY, request);
  }

  #tellFaults(faults) {
    fill(this.#faults, faults.length > 0 && h("details", { class: "fault", open: faults.length < 4 },
      h("summary", {}, `${count(faults.length)} ${faults.length === 1 ? "entry" : "entries"} left out`),
      h("ul", {}, faults.slice(0, 100).map((text) => h("li", {}, text))),
      faults.length > 100 && h("p", {}, `and ${count(faults.length - 100)} more`)));
  }

  // A file becomes the list that the link holds: its names with their counts.
  async #take(file) {
    if (!file) return;
    try {
      const { rows, faults } = readCsv(await file.text(), this.#most());
      this.#text.value = rows.map(({ name, followers }) => `${name.replace(/[\r\n=]/g, " ")} = ${followers}`).join("\n");
      await this.#show();
      this.#tellFaults(faults);
      this.#page.announce(`${count(rows.length)} creators read from ${file.name}.`);
    } catch (error) {
      fill(this.#faults, fault(error));
    }
  }

  #over(event, isOver) {
    event.preventDefault();
    event.currentTarget.classList.toggle("over", isOver);
  }

  #drop(event) {
    this.#over(event, false);
    this.#take(event.dataTransfer.files[0]);
  }
}
