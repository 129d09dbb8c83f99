// Compare: one celebrity against micro-influencers for a campaign.

import { field, fill, h, newId, select } from "./dom.js";
import { amount, count, percent } from "./format.js";
import { InputError } from "./input-error.js";
import { readNumber } from "./numbers.js";
import { CallPanel, heading, showing } from "./panel.js";
import { SLIDERS, given, requestOf } from "./plan-model.js";
import { call, Latest } from "./rpc.js";
import { forecasts } from "./compare-result.js";
import * as samples from "./samples.js";

const RPC = "influence.v1.CampaignService/ComparePlans";
const STEPS = 1000;
const SHOW = { count, amount, percent: (value) => percent(value), percent1: (value) => percent(value, 1) };
const WAYS = [["", "As in the sample"], ["none", "Not known: as by chance"], ["same", "The same for every pair"]];

export class CompareView {
  #page;
  #latest = new Latest();
  #calls = new CallPanel();
  #sample = null;
  #moved = {};
  #controls = new Map();
  #samples = select(samples.campaignSamples, { "data-input": "sample", change: () => this.#takeSample() });
  #people = h("input", { type: "text", inputmode: "numeric", "data-input": "people", input: () => this.#changed() });
  #way = select(WAYS, { "data-input": "overlap-way", change: () => this.#changed() });
  #overlap = h("input", { type: "range", min: 0, max: 1, step: 0.01, value: 0.2, "data-input": "overlap", id: newId("slider"), input: () => this.#changed() });
  #overlapTold = h("output", { for: this.#overlap.id });
  #overlapRow = h("div", { class: "slider" }, h("label", { for: this.#overlap.id }, "Of the smaller audience, shared"), this.#overlapTold, this.#overlap);
  #result = h("div", { class: "wide" });

  constructor(host, page) {
    this.#page = page;
    const groups = Map.groupBy(SLIDERS, (slider) => slider.group);
    fill(host,
      heading("One celebrity or many micro-influencers?", "For the same campaign: whom does either reach, what does it bring in, and what does it cost? Move a slider and the server works it out anew."),
      h("div", { class: "split" },
        h("div", { class: "card" },
          field("Begin with", this.#samples, "Made up, all of them. A slider that is moved changes the sample's creators in proportion."),
          [...groups].map(([title, sliders]) => h("fieldset", {}, h("legend", {}, title), sliders.map((slider) => this.#slider(slider)))),
          h("fieldset", {}, h("legend", {}, "Audiences"),
            field("People in the target", this.#people),
            field("What micro-influencers' audiences share", this.#way), this.#overlapRow),
          h("button", { type: "button", class: "button", click: () => this.#takeSample() }, "Back to the sample")),
        h("div", { class: "wide" }, this.#result, this.#calls.element)));
  }

  /** Shows what a link says. */
  async open(values) {
    if (await showing(this.#result, () => this.#fillIn(values))) await this.#show();
  }

  /** All inputs: the sample, and what was moved. */
  values() {
    if (!this.#sample) return {};
    const people = this.#people.value.trim();
    return {
      sample: this.#samples.value,
      ...this.#moved,
      people: people === String(this.#sample.universe.people) ? undefined : people,
      overlap: this.#overlapValue() || undefined,
    };
  }

  async #fillIn(values) {
    const name = samples.campaignSamples.some(([id]) => id === values.sample) ? values.sample : samples.campaignSamples[0][0];
    this.#samples.value = name;
    this.#sample = await samples.campaign(name);
    const asked = SLIDERS.filter((slider) => values[slider.name] !== undefined && Number.isFinite(Number(values[slider.name])));
    this.#moved = Object.fromEntries(asked.map((slider) => [slider.name, bounded(slider, Number(values[slider.name]))]));
    for (const slider of SLIDERS) this.#set(slider, this.#moved[slider.name] ?? given(slider, this.#sample));
    this.#people.value = values.people ?? this.#sample.universe.people;
    this.#way.value = values.overlap === undefined ? "" : values.overlap === "none" ? "none" : "same";
    if (this.#way.value === "same") this.#overlap.value = values.overlap;
    this.#tellOverlap();
  }

  async #takeSample() {
    await this.#fillIn({ sample: this.#samples.value });
    this.#changed();
  }

  #slider(slider) {
    const input = h("input", {
      type: "range", id: newId("slider"), "data-input": slider.name, min: slider.log ? 0 : slider.min, max: slider.log ? STEPS : slider.max, step: slider.log ? 1 : slider.step,
      input: () => {
        this.#moved[slider.name] = valueOf(slider, Number(input.value));
        this.#tell(slider, this.#moved[slider.name]);
        this.#changed();
      },
    });
    const told = h("output", { for: input.id });
    this.#controls.set(slider.name, { input, told });
    return h("div", { class: "slider" }, h("label", { for: input.id }, slider.label), told, input);
  }

  #set(slider, value) {
    this.#controls.get(slider.name).input.value = placeOf(slider, value);
    this.#tell(slider, value);
  }

  // What a screen reader says of the slider is what is shown beside it, and not its place on a logarithmic track.
  #tell(slider, value) {
    const { input, told } = this.#controls.get(slider.name);
    told.textContent = SHOW[slider.show](value);
    input.setAttribute("aria-valuetext", told.textContent);
  }

  #overlapValue = () => (this.#way.value === "same" ? this.#overlap.value : this.#way.value);

  #tellOverlap() {
    this.#overlapRow.hidden = this.#way.value !== "same";
    this.#overlapTold.textContent = percent(Number(this.#overlap.value));
    this.#overlap.setAttribute("aria-valuetext", this.#overlapTold.textContent);
  }

  #changed() {
    this.#tellOverlap();
    this.#latest.ask(() => this.#show());
  }

  async #show() {
    await this.#page.link(this.values());
    await showing(this.#result, async () => {
      const request = requestOf(this.#sample, this.#moved, this.#overlapValue());
      const people = readNumber(this.#people.value, "count");
      if (people.fault) throw new InputError(`People in the target: ${people.fault}`);
      request.universe = { people: people.value };
      this.#calls.show(RPC, request);
      const answer = await call(RPC, request);
      this.#page.announce(answer.comparisons?.[0]?.sentence ?? "Compared.");
      return forecasts(answer, request);
    });
  }
}

// On a logarithmic track a step is a factor.
const placeOf = (slider, value) => (slider.log ? Math.round(STEPS * Math.log(value / slider.min) / Math.log(slider.max / slider.min)) : value);
const valueOf = (slider, place) => (slider.log ? Number((slider.min * (slider.max / slider.min) ** (place / STEPS)).toPrecision(2)) : place);
const bounded = (slider, value) => Math.min(slider.max, Math.max(slider.min, value));
