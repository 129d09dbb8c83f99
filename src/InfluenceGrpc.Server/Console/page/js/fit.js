// Fit: how well a creator fits a campaign's brief, and why.

import { BriefForm } from "./brief-form.js";
import { field, fill, h, newId, select } from "./dom.js";
import { fixed } from "./format.js";
import { scored } from "./fit-result.js";
import { InputError } from "./input-error.js";
import { readJson } from "./json.js";
import { CallPanel, heading, showing } from "./panel.js";
import { call, Latest } from "./rpc.js";
import * as samples from "./samples.js";

const OWN = ["own", "One of your own"];

export class FitView {
  #page;
  #latest = new Latest();
  #calls = new CallPanel();
  #store = null;
  #briefSample = select([...samples.briefSamples, OWN], { "data-input": "brief", change: () => this.#takeBrief() });
  #creatorSample = select([...samples.creatorSamples, OWN], { "data-input": "creator", change: () => this.#takeCreator() });
  #form = new BriefForm(() => this.#edited(this.#briefSample));
  #profile = h("textarea", { rows: 12, class: "mono", spellcheck: "false", "data-input": "profile", input: () => this.#edited(this.#creatorSample) });
  #id = h("input", { type: "text", spellcheck: "false", "data-input": "creator-id", input: () => this.#changed() });
  #ways;
  #byId = h("div", {});
  #byProfile = h("div", { class: "wide" });
  #result = h("div", { class: "wide" });

  constructor(host, page) {
    this.#page = page;
    const name = newId("way");
    const way = (value, text) => h("label", { class: "inline" }, h("input", { type: "radio", name, value, checked: value === "profile", change: () => this.#changed() }), text);
    this.#ways = h("fieldset", { class: "row", role: "radiogroup", "aria-label": "How the creator is given" }, way("profile", "By profile"), way("id", "By id"));
    fill(this.#byId, field("Id of the creator", this.#id, "As it was imported into this server's store."));
    fill(this.#byProfile, field("Begin with", this.#creatorSample, "Made up, all of them."), field("Profile as JSON", this.#profile));
    fill(host,
      heading("How well does a creator fit?", "A brief says what a campaign looks for. The score says how near a creator comes, what it is made of, and how much what is not known could change it."),
      h("div", { class: "split" },
        h("div", { class: "wide" },
          h("div", { class: "card" }, h("h3", {}, "Creator"), this.#ways, this.#byProfile, this.#byId),
          h("div", { class: "card" }, h("h3", {}, "Brief"), field("Begin with", this.#briefSample, "Made up, all of them."), this.#form.element)),
        h("div", { class: "wide" }, this.#result, this.#calls.element)));
  }

  /** Shows what a link says. */
  async open(values) {
    if (await showing(this.#result, () => this.#fillIn(values))) await this.#show();
  }

  /** All inputs: samples by their name, what was edited as it is. */
  values() {
    const isOwn = (control) => control.value === OWN[0];
    const way = this.#way();
    return {
      id: way === "id" ? this.#id.value : undefined,
      by: way === "id" ? "id" : undefined,
      creator: way === "id" || isOwn(this.#creatorSample) ? undefined : this.#creatorSample.value,
      profile: way === "profile" && isOwn(this.#creatorSample) ? compact(this.#profile.value) : undefined,
      brief: isOwn(this.#briefSample) ? JSON.stringify(this.#form.brief) : this.#briefSample.value,
    };
  }

  async #fillIn(values) {
    this.#store ??= (await call("influence.v1.InfoService/GetServerInfo", {})).profileStore;
    const creator = samples.creatorSamples.some(([name]) => name === values.creator) ? values.creator : samples.creatorSamples[0][0];
    const hasProfile = values.profile !== undefined;
    this.#creatorSample.value = hasProfile ? OWN[0] : creator;
    this.#profile.value = hasProfile ? pretty(values.profile) : JSON.stringify(await samples.creator(creator), null, 2);
    this.#id.value = values.id ?? "";
    const hasStore = this.#store !== "PROFILE_STORE_KIND_NONE";
    for (const radio of this.#ways.querySelectorAll("input")) radio.checked = radio.value === (values.by === "id" && hasStore ? "id" : "profile");
    this.#ways.hidden = !hasStore;
    this.#showWay();
    await this.#fillInBrief(values.brief ?? samples.briefSamples[0][0]);
  }

  // Last, so that all else is there for whoever goes on from a brief that cannot be read.
  async #fillInBrief(given) {
    const isSample = samples.briefSamples.some(([name]) => name === given);
    this.#briefSample.value = isSample ? given : OWN[0];
    this.#form.brief = {};
    this.#form.brief = isSample ? await samples.brief(given) : briefIn(given);
  }

  #way = () => this.#ways.querySelector("input:checked").value;

  async #takeBrief() {
    if (this.#briefSample.value !== OWN[0]) this.#form.brief = await samples.brief(this.#briefSample.value);
    this.#changed();
  }

  async #takeCreator() {
    if (this.#creatorSample.value !== OWN[0]) this.#profile.value = JSON.stringify(await samples.creator(this.#creatorSample.value), null, 2);
    this.#changed();
  }

  #edited(sample) {
    sample.value = OWN[0];
    this.#changed();
  }

  #changed() {
    this.#latest.ask(() => this.#show());
  }

  #showWay() {
    this.#byId.hidden = this.#way() !== "id";
    this.#byProfile.hidden = this.#way() === "id";
  }

  async #show() {
    const way = this.#way();
    this.#showWay();
    await this.#page.link(this.values());
    await showing(this.#result, () => this.#ask(way));
  }

  async #ask(way) {
    if (way === "id" && this.#id.value.trim() === "") return h("p", { class: "note" }, "Give the id of a creator.");
    if (this.#form.faults.length > 0) throw new InputError(this.#form.faults.join(" "));
    const brief = this.#form.brief;
    const request = way === "id" ? { creatorId: this.#id.value.trim(), brief } : { profile: parsed(this.#profile.value), brief };
    this.#calls.show("influence.v1.FitService/ScoreFit", request);
    const answer = await call("influence.v1.FitService/ScoreFit", request);
    this.#page.announce(`The score is ${fixed(answer.fit.score ?? 0)} of 100, between ${fixed(answer.fit.lower ?? 0)} and ${fixed(answer.fit.upper ?? 0)}.`);
    return scored(answer);
  }
}

function parsed(text) {
  try {
    return readJson(text);
  } catch (error) {
    throw new InputError(`The profile is not JSON: ${error.message}`);
  }
}

function briefIn(link) {
  try {
    const brief = JSON.parse(link);
    if (brief?.constructor === Object) return brief;
  } catch {
    // Told below: what JSON lacks says nothing to whoever opened a link.
  }
  throw new InputError("The brief in this link is not whole. Programs that pass links on sometimes cut long ones. Ask for the link again, or choose a brief to begin with.");
}

// What is not JSON (yet) goes into the link as it was typed.
function compact(text) {
  try {
    return JSON.stringify(readJson(text));
  } catch {
    return text;
  }
}

function pretty(text) {
  try {
    return JSON.stringify(readJson(text), null, 2);
  } catch {
    return text;
  }
}
