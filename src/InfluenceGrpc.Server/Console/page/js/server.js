// Server: whether it is well, what it allows, and what it does now.

import { fill, h, table } from "./dom.js";
import { amount, count } from "./format.js";
import { CallPanel, heading, showing } from "./panel.js";
import { call, CallError } from "./rpc.js";
import { LiveRates, serviceName } from "./server-live.js";

const ACTIVITY = "influence.v1.InfoService/GetServerActivity";
const EVERY_MS = 1000;

const STORES = { PROFILE_STORE_KIND_NONE: "nowhere: requests carry what is to be known", PROFILE_STORE_KIND_EMBEDDED: "in a file of the server's own", PROFILE_STORE_KIND_REDIS: "in Redis" };
const WELL = { SERVING: "Serving", NOT_SERVING: "Not serving", SERVICE_UNKNOWN: "Not known", UNKNOWN: "Not known" };

const LIMITS = [
  ["maxItems", "Creators in a batch"], ["maxItemsWithComponents", "Creators in a batch of scores with components"], ["maxTierSchemes", "Schemes in a request"],
  ["maxMessageBytes", "Bytes in a message"], ["maxLookupItems", "Ids in a look-up"], ["maxProfileBytes", "Bytes kept of a creator"], ["maxRanked", "Creators that a ranking keeps"],
  ["maxPlannedCreators", "Creators in a plan"], ["maxPlanCandidates", "Candidates of a planning kept to its end"],
];
const STREAM_LIMITS = [["maxItemsPerChunk", "Creators in a stream's chunk"], ["maxChunkBytes", "Bytes in a stream's chunk"], ["maxChunksInFlight", "Chunks of a stream taken in before the first is answered"]];

export class ServerView {
  #page;
  #calls = new CallPanel();
  #live = new LiveRates();
  #timer = 0;
  #isShown = false;
  #isAsking = false;
  #lost = false;
  #info = h("div", {});
  #health = h("div", {});
  #fault = h("div", {});
  #pause = h("button", { type: "button", class: "button", "data-input": "pause", "aria-pressed": "false", click: () => this.#turn(this.#isPaused()) }, "Pause");
  #all = h("input", { type: "checkbox", "data-input": "all", change: () => this.#showAll() });

  constructor(host, page) {
    this.#page = page;
    fill(host,
      heading("How is the server?", "Its health, its limits, and the calls that it answers now. This page asks it once a second, and is counted as any caller is."),
      h("div", { class: "card" }, h("div", { class: "row spread" }, h("h3", {}, "Now"),
        h("div", { class: "row" }, h("label", { class: "inline" }, this.#all, "Also calls that nobody has made"), this.#pause)), this.#fault, this.#live.element),
      h("div", { class: "split" }, h("div", { class: "card" }, h("h3", {}, "Health"), this.#health), h("div", { class: "card" }, h("h3", {}, "What it is and allows"), this.#info)),
      this.#calls.element);
    this.#calls.show(ACTIVITY, {});
    document.addEventListener("visibilitychange", () => this.#watchOrRest());
  }

  /** Shows what a link says, and begins to watch. */
  async open(values) {
    this.#isShown = true;
    this.#all.checked = values.all === "1";
    this.#live.showsAll = this.#all.checked;
    this.#setPaused(values.pause === "1");
    await this.#page.link(this.values());
    await this.#ask();
    await Promise.all([showing(this.#info, aboutIt), showing(this.#health, () => health(this.#live.services()))]);
  }

  /** Ends watching. */
  leave() {
    this.#isShown = false;
    clearTimeout(this.#timer);
  }

  values() {
    return { all: this.#all.checked ? 1 : undefined, pause: this.#isPaused() ? 1 : undefined };
  }

  #isPaused = () => this.#pause.getAttribute("aria-pressed") === "true";

  #setPaused(isPaused) {
    this.#pause.setAttribute("aria-pressed", isPaused);
  }

  #turn(isToGoOn) {
    this.#setPaused(!isToGoOn);
    this.#page.announce(isToGoOn ? "Watching." : "Paused.");
    this.#page.link(this.values());
    this.#ask();
  }

  #showAll() {
    this.#live.showsAll = this.#all.checked;
    this.#page.link(this.values());
  }

  // The next question comes a second after this one was answered: a slow server is not asked faster than it answers.
  async #ask() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    try {
      this.#live.take(await call(ACTIVITY, {}));
      this.#tellLoss(null);
    } catch (error) {
      this.#tellLoss(error);
    } finally {
      this.#isAsking = false;
      if (this.#isWatched()) this.#timer = setTimeout(() => this.#ask(), EVERY_MS);
    }
  }

  // Nobody looks at a page in a hidden window or tab of the browser's; who comes back to it sees at once what is now.
  #watchOrRest() {
    clearTimeout(this.#timer);
    if (this.#isWatched()) this.#ask();
  }

  #isWatched = () => this.#isShown && !this.#isPaused() && document.visibilityState === "visible";

  #tellLoss(error) {
    const isNews = Boolean(error) !== this.#lost;
    this.#lost = Boolean(error);
    if (error && !(error instanceof CallError)) throw error;
    if (isNews) fill(this.#fault, error && h("div", { class: "fault", role: "alert" }, h("strong", {}, "The server does not tell"), h("p", {}, error.message)));
  }
}

async function aboutIt() {
  const info = await call("influence.v1.InfoService/GetServerInfo", {});
  const rows = [
    ["Version", info.version], ["Runs on", info.runtime], ["Profiles are kept", STORES[info.profileStore] ?? info.profileStore],
    ["Tier schemes", `${info.tierSchemeCount}, ${info.defaultTierSchemeId} unless another is named`], ["Fit models", `${info.fitModelCount}, ${info.defaultFitModelId} unless another is named`],
    ...LIMITS.map(([name, title]) => [title, `${amount(info.limits[name] ?? 0)} at most`]),
    ...STREAM_LIMITS.map(([name, title]) => [title, `${count(info.limits.stream[name] ?? 0)} at most`]),
    ["A stream may lie still for", info.limits.stream.inactivityTimeout.replace(/s$/, " s")],
  ];
  return table("Version, defaults and limits", [["What"], ["Value"]], rows);
}

async function health(services) {
  const rows = await Promise.all(services.map(async (service) => {
    const { status } = await call("grpc.health.v1.Health/Check", { service });
    return [serviceName(service), h("span", { class: `badge ${status === "SERVING" ? "good" : "bad"}` }, WELL[status] ?? status ?? "Not known")];
  }));
  return table("Each service, as health checks see it", [["Service"], ["Health"]], rows);
}
