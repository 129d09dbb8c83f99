// The page: tabs, colours, the key, and which view the fragment names. The fragment holds all inputs of the view that is shown.

import { CompareView } from "./compare.js";
import { fill } from "./dom.js";
import { FitView } from "./fit.js";
import { InputError } from "./input-error.js";
import { read, write } from "./link.js";
import { fault } from "./panel.js";
import { useKey } from "./rpc.js";
import { ServerView } from "./server.js";
import { TiersView } from "./tiers.js";

const VIEWS = { tiers: TiersView, fit: FitView, compare: CompareView, server: ServerView };
const tabs = [...document.querySelectorAll("[role=tab]")];
const live = document.getElementById("live");
const views = {};
let current = null;

/** What a view is given: how to say something to those who do not see, and how to put its inputs into the link. */
const page = (name) => ({
  announce: (text) => fill(live, text),
  link: async (values) => {
    const fragment = await write(name, values);
    if (current === name) history.replaceState(null, "", fragment);
  },
});

async function route() {
  const { view, values, lost } = await read();
  const name = Object.hasOwn(VIEWS, view) ? view : "tiers";
  select(name);
  fill(document.getElementById("lost"), lost.length > 0 && fault(new InputError(
    `A part of this link was cut off (${lost.join(", ")}), so the view begins without it. Programs that pass links on sometimes cut long ones: ask for the link again.`)));
  await views[name].open(values);
}

function select(name) {
  if (current && current !== name) views[current].leave?.();
  current = name;
  for (const tab of tabs) {
    const isIt = tab.dataset.view === name;
    tab.setAttribute("aria-selected", isIt);
    tab.tabIndex = isIt ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isIt;
  }
  views[name] ??= new VIEWS[name](document.getElementById(`view-${name}`), page(name));
  document.title = `${tabs.find((tab) => tab.dataset.view === name).textContent} - InfluenceGrpc console`;
}

// A tab that was left is as it was when one comes back to it.
async function turnTo(name) {
  const fragment = await write(name, views[name]?.values() ?? {});
  history.pushState(null, "", fragment);
  await route();
}

function onTabKey(event) {
  const at = tabs.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  tab.focus();
  turnTo(tab.dataset.view);
}

// Where storage is forbidden, the choice lasts as long as the page.
function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem("influence-colours", value);
    return localStorage.getItem("influence-colours");
  } catch {
    return null;
  }
}

function setUpColours() {
  const choice = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const isDark = choice.value === "dark" || (choice.value === "system" && system.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  };
  const before = stored();
  if (["light", "dark"].includes(before)) choice.value = before;
  choice.addEventListener("change", () => {
    stored(choice.value);
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}

setUpColours();
document.getElementById("key-form").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("key").addEventListener("change", (event) => {
  useKey(event.target.value);
  route();
});
document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById(`view-${current}`).focus();
});
for (const tab of tabs) {
  tab.addEventListener("click", () => turnTo(tab.dataset.view));
  tab.addEventListener("keydown", onTabKey);
}
addEventListener("popstate", route);
route();
